using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.Instances;

/// <summary>One onboarding: what the engine says of it now, and its timeline from the index.</summary>
internal static class InstanceEndpoint
{
    public static async Task<IResult> ShowAsync(
        string id, string? done, IOnboardingIndex index, OnboardingReader reader, TimeProvider time, PageRenderer pages, CancellationToken cancellationToken)
    {
        var row = await index.FindAsync(id, cancellationToken);
        var timeline = await index.GetTimelineAsync(id, cancellationToken);
        var state = await reader.FindAsync(id, cancellationToken);
        if (row is null || timeline is null)
        {
            return state is null
                ? await pages.ProblemAsync(StatusCodes.Status404NotFound, "No such onboarding")
                : await pages.ProblemAsync(StatusCodes.Status404NotFound, "No such onboarding", "It has only just begun: reload in a second.");
        }

        return await pages.RenderAsync<InstancePage>(new()
        {
            [nameof(InstancePage.Onboarding)] = row,
            [nameof(InstancePage.Timeline)] = timeline,
            [nameof(InstancePage.State)] = state,
            [nameof(InstancePage.Deliveries)] = state is null ? [] : await reader.DeliveriesAsync(state, cancellationToken),
            [nameof(InstancePage.Now)] = time.GetUtcNow(),
            [nameof(InstancePage.Done)] = OnboardingActions.All.Contains(done) ? done : null,
        });
    }
}
