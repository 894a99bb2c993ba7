using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>
/// What time demands, in small steps: erases the data of persons whose onboarding ended long enough ago, publishes ends that nobody published, and removes
/// rows of the read model whose run the engine has forgotten. Safe to repeat, and to run beside itself.
/// </summary>
public sealed partial class Housekeeping(
    OnboardingReader reader,
    IEngineClient engine,
    IDataKeyStore dataKeys,
    IOnboardingIndex index,
    Sealer sealer,
    EndPublisher ends,
    TerminatedRuns endedRuns,
    IOptionsMonitor<OnboardingSettings> settings,
    TimeProvider time,
    ILogger<Housekeeping> logger)
{
    private const int PageSize = 200;

    /// <summary>Does everything that is due now.</summary>
    /// <exception cref="ActivityException">A store or Key Vault can't be had; what was done stays done.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var erased = await EraseAsync(cancellationToken);
        var published = await PublishUnhandledFaultsAsync(cancellationToken);
        var removed = await RemoveForgottenAsync(cancellationToken);
        HousekeepingDone(logger, erased, published, removed);
    }

    /// <summary>Erases the data keys of onboardings that ended <c>Onboarding:EraseAfter</c> ago, and keys that no onboarding came to use.</summary>
    private async Task<int> EraseAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - settings.CurrentValue.EraseAfter;
        var erased = 0;
        string? last = null;
        do
        {
            var page = await dataKeys.ListInstancesAsync(before, last, PageSize, cancellationToken);
            foreach (var id in page)
            {
                var state = await reader.FindAsync(id, cancellationToken);
                if (state is null || state.Outcome?.EndedAt <= before)
                {
                    erased += await sealer.EraseInstanceAsync(id, cancellationToken);
                }
            }

            last = page.Count == PageSize ? page[^1] : null;
        }
        while (last is not null);

        return erased;
    }

    /// <summary>A run that failed by a fault which no code handled is published once nobody has rewound it for <c>Onboarding:AttentionTimeout</c>.</summary>
    private async Task<int> PublishUnhandledFaultsAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - settings.CurrentValue.AttentionTimeout;
        var published = 0;
        foreach (var step in Enum.GetValues<OnboardingStep>())
        {
            await ForEachAsync(new OnboardingFilter { Step = step, CreatedTo = before }, async id =>
            {
                if (await engine.GetAsync(id, cancellationToken) is { Status: RuntimeStatus.Failed } failed && failed.UpdatedAt <= before)
                {
                    await ends.StartDeliveriesAsync(failed, cancellationToken);
                    await endedRuns.RecordAsync(id, cancellationToken);
                    published++;
                }
            }, cancellationToken);
        }

        return published;
    }

    /// <summary>The engine purges ended runs by itself after its retention; the read model follows.</summary>
    private async Task<int> RemoveForgottenAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - settings.CurrentValue.EraseAfter;
        var removed = 0;
        foreach (var kind in Enum.GetValues<OutcomeKind>())
        {
            await ForEachAsync(new OnboardingFilter { Outcome = kind, CreatedTo = before }, async id =>
            {
                if (await engine.GetAsync(id, cancellationToken) is null)
                {
                    await sealer.EraseInstanceAsync(id, cancellationToken);
                    await index.RemoveAsync(id, cancellationToken);
                    removed++;
                }
            }, cancellationToken);
        }

        return removed;
    }

    private async Task ForEachAsync(OnboardingFilter filter, Func<string, Task> act, CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            var page = await index.ListAsync(filter, PageSize, continuation, cancellationToken);
            foreach (var row in page.Items)
            {
                await act(row.Id);
            }

            continuation = page.ContinuationToken;
        }
        while (continuation is not null);
    }

    [LoggerMessage(1101, LogLevel.Information, "Housekeeping: {Erased} data keys erased, {Published} ends published, {Removed} forgotten rows removed.")]
    private static partial void HousekeepingDone(ILogger logger, int erased, int published, int removed);
}
