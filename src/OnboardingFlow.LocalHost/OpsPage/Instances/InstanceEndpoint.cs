using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.Instances;

/// <summary>One onboarding with its timeline.</summary>
internal static class InstanceEndpoint
{
    public static async Task<IResult> ShowAsync(string id, HttpContext context, IOnboardingIndex index, PageRenderer pages)
    {
        var onboarding = await index.FindAsync(id, context.RequestAborted);
        var timeline = await index.GetTimelineAsync(id, context.RequestAborted);
        return onboarding is null || timeline is null
            ? await pages.RenderAsync<ProblemPage>(new() { [nameof(ProblemPage.Heading)] = "No such onboarding" }, StatusCodes.Status404NotFound)
            : await pages.RenderAsync<OnboardingTimelinePage>(new()
            {
                [nameof(OnboardingTimelinePage.Onboarding)] = onboarding,
                [nameof(OnboardingTimelinePage.Timeline)] = timeline,
            });
    }
}
