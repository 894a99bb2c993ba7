using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OnboardingFlow.Functions.Durable;

/// <summary>Retention of the task hub: Durable Task keeps ended instances for ever.</summary>
public sealed class EndedInstances(IOptionsMonitor<RetentionOptions> options, TimeProvider time, ILogger<EndedInstances> logger)
{
    /// <summary>Most instances that one run purges: about two minutes' work, well within the function's time-out.</summary>
    public const int MostAtOnce = 2_000;

    private const int PageSize = 200;

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Purges instances that ended longer ago than <c>Engine:Retention</c>, at most <see cref="MostAtOnce"/>.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var before = time.GetUtcNow() - options.CurrentValue.Retention;

        // The hub can be asked by when an instance began, and what ended by then began before.
        var query = new OrchestrationQuery(CreatedTo: before, Statuses: Ended, PageSize: PageSize);
        var purged = 0;
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            if (instance.LastUpdatedAt > before)
            {
                continue;
            }

            try
            {
                await client.PurgeInstanceAsync(instance.InstanceId, new PurgeInstanceOptions(), cancellationToken);
                purged++;
            }
            catch (RpcException gone) when (gone.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
            {
                // Purged by an operator, or started anew, since it was listed.
            }

            if (purged == MostAtOnce)
            {
                break;
            }
        }

        logger.EndedPurged(purged, before);
        return purged;
    }
}
