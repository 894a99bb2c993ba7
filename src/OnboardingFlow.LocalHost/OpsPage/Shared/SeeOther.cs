namespace OnboardingFlow.LocalHost.OpsPage.Shared;

/// <summary>303: the answer to a form is another page, to be got.</summary>
internal sealed class SeeOther(string location) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
