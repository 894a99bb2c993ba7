namespace OnboardingFlow.Core.Ports;

/// <summary>Wrapped data keys, in a store of their own outside the ordinary backup: overwriting one makes what it sealed unreadable everywhere.</summary>
public interface IDataKeyStore
{
    /// <summary>Keeps a new wrapped key. Durable when it returns.</summary>
    /// <exception cref="InvalidOperationException">The key id exists already.</exception>
    Task AddAsync(DataKeyRecord record, CancellationToken cancellationToken);

    /// <summary>The wrapped key, or null when it never was or has been erased.</summary>
    Task<DataKeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Every stored key, in the order of their ids.</summary>
    /// <param name="after">Only ids after this one; null for the first page.</param>
    /// <param name="count">Most keys to give: 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<DataKeyRecord>> ListAsync(string? after, int count, CancellationToken cancellationToken);

    /// <summary>Overwrites the wrapped key with one wrapped by another version (rotation of the sealing key).</summary>
    Task RewrapAsync(string keyId, WrappedKey wrapped, CancellationToken cancellationToken);

    /// <summary>Overwrites one wrapped key, then removes it. Does nothing when it is gone.</summary>
    Task EraseAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Instances that have a key made before a moment, in the order of their ids: candidates for erasing.</summary>
    /// <param name="createdBefore">The moment.</param>
    /// <param name="after">Only ids after this one; null for the first page.</param>
    /// <param name="count">Most ids to give: 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<string>> ListInstancesAsync(DateTimeOffset createdBefore, string? after, int count, CancellationToken cancellationToken);

    /// <summary>Overwrites every wrapped key of an instance (all its runs), then removes them. Returns how many there were.</summary>
    Task<int> EraseInstanceAsync(string instanceId, CancellationToken cancellationToken);
}
