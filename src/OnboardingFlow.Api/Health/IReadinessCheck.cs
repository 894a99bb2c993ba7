namespace OnboardingFlow.Api.Health;

/// <summary>Something outside that the host can't work without: Key Vault, the queue, the engine's file. Hosts register one for each.</summary>
public interface IReadinessCheck
{
    /// <summary>Stable name, e.g. <c>keyvault</c>.</summary>
    string Name { get; }

    /// <summary>Looks whether it can be used.</summary>
    Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken);
}
