using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Benchmarks.Sealing;

/// <summary>A data-key store that takes keys and is never asked for one, since they are in the cache.</summary>
internal sealed class KeptDataKeys : IDataKeyStore
{
    public Task AddAsync(DataKeyRecord record, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<DataKeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken) => throw Unmeant();

    public Task<IReadOnlyList<DataKeyRecord>> ListAsync(string? after, int count, CancellationToken cancellationToken) => throw Unmeant();

    public Task RewrapAsync(string keyId, WrappedKey wrapped, CancellationToken cancellationToken) => throw Unmeant();

    public Task EraseAsync(string keyId, CancellationToken cancellationToken) => throw Unmeant();

    public Task<IReadOnlyList<string>> ListInstancesAsync(DateTimeOffset createdBefore, string? after, int count, CancellationToken cancellationToken) => throw Unmeant();

    public Task<int> EraseInstanceAsync(string instanceId, CancellationToken cancellationToken) => throw Unmeant();

    private static InvalidOperationException Unmeant() => new("The data-key store was asked in a measure that should need only the cache.");
}
