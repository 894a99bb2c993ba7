using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.OpsPage.Shared;

/// <summary>What is out of reach is said on a page.</summary>
internal static class FaultPages
{
    public static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (ActivityException fault) when (fault.ErrorType == ErrorTypes.Unreadable)
        {
            return await PagesOf(invocation).ProblemAsync(
                StatusCodes.Status409Conflict, "That wasn't done", "The personal data of this onboarding was erased, or can't be opened.");
        }
        catch (Exception fault) when (fault is ActivityException or EngineUnavailableException)
        {
            // The texts of these name no person: they go to the log and to the API's operators, too.
            return await PagesOf(invocation).ProblemAsync(StatusCodes.Status503ServiceUnavailable, "Out of reach now", fault.Message);
        }
    }

    private static PageRenderer PagesOf(EndpointFilterInvocationContext invocation) => invocation.HttpContext.RequestServices.GetRequiredService<PageRenderer>();
}
