using OnboardingFlow.Api.Health;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Functions.Http;

/// <summary>Queues and tables are in reach.</summary>
internal sealed class StorageReadiness(OnboardingStorage storage, TableStorage tables) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "storage";

    /// <inheritdoc/>
    public async Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.CheckAsync(cancellationToken);
            await tables.CheckAsync(cancellationToken);
            return default;
        }
        catch (ActivityException fault)
        {
            return new ReadinessResult(fault.Message);
        }
    }
}
