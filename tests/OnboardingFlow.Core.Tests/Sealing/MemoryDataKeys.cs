using System.Collections.Concurrent;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Tests.Sealing;

/// <summary>A data key store in memory.</summary>
internal sealed class MemoryDataKeys : IDataKeyStore
{
    public ConcurrentDictionary<string, DataKeyRecord> Records { get; } = new(StringComparer.Ordinal);

    public Task AddAsync(DataKeyRecord record, CancellationToken cancellationToken) => Records.TryAdd(record.KeyId, record)
        ? Task.CompletedTask
        : throw new InvalidOperationException($"Data key {record.KeyId} exists already.");

    public Task<DataKeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken) => Task.FromResult(Records.GetValueOrDefault(keyId));

    public Task<IReadOnlyList<DataKeyRecord>> ListAsync(string? after, int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DataKeyRecord>>(
        [.. Records.Values.Where(record => string.CompareOrdinal(record.KeyId, after) > 0).OrderBy(record => record.KeyId, StringComparer.Ordinal).Take(count)]);

    public Task RewrapAsync(string keyId, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        Records[keyId] = Records[keyId] with { Wrapped = wrapped };
        return Task.CompletedTask;
    }

    public Task EraseAsync(string keyId, CancellationToken cancellationToken)
    {
        Records.TryRemove(keyId, out _);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListInstancesAsync(DateTimeOffset createdBefore, string? after, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. Records.Values
                .Where(record => record.CreatedAt < createdBefore && string.CompareOrdinal(record.InstanceId, after) > 0)
                .Select(record => record.InstanceId).Distinct().Order(StringComparer.Ordinal).Take(count),
        ]);

    public Task<int> EraseInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult(Records.Values.Where(record => record.InstanceId == instanceId).Count(record => Records.TryRemove(record.KeyId, out _)));
}
