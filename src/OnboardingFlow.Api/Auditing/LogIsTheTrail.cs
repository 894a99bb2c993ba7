namespace OnboardingFlow.Api.Auditing;

/// <summary>For a host without a store of its own for this: the log's lines about operations are the trail (Application Insights keeps them).</summary>
internal sealed class LogIsTheTrail : IAuditTrail
{
    /// <inheritdoc/>
    public Task<long> BeginAsync(AuditOrder order, CancellationToken cancellationToken) => Task.FromResult(0L);

    /// <inheritdoc/>
    public Task EndAsync(long number, AuditResult result, CancellationToken cancellationToken) => Task.CompletedTask;
}
