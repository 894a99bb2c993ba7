using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.Functions.Durable;
using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.Functions.Timers;

/// <summary>
/// What time demands. The platform runs each timer on one instance at a time; each does a bounded part of what is due, may break off anywhere and goes on at its
/// next run. They stand at odd minutes, so that not everything on the account wakes up at once.
/// </summary>
public sealed class TimerFunctions(Housekeeping housekeeping, EndedInstances ended, KeyReadiness keys, DurableClients clients)
{
    /// <summary>Retention: purges from the task hub what ended <c>Engine:Retention</c> ago. Every hour.</summary>
    [Function("PurgeEndedInstances")]
    public Task PurgeEndedInstancesAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        ended.PurgeAsync(client, cancellationToken);

    /// <summary>Erasure: destroys the data keys of persons whose onboarding ended <c>Onboarding:EraseAfter</c> ago, and puts the read model right. Every six hours.</summary>
    [Function("RunHousekeeping")]
    public Task RunHousekeepingAsync([TimerTrigger("0 41 */6 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        clients.LendAsync(client, () => housekeeping.RunAsync(cancellationToken));

    /// <summary>Downloads WeChat Pay's platform certificates where they are in use and 12 hours old. Every hour: one that failed is tried again soon.</summary>
    [Function("RefreshCertificates")]
    public Task RefreshCertificatesAsync([TimerTrigger("0 53 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => keys.RefreshAsync(cancellationToken);
}
