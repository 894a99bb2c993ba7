using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Sqlite.Keys;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

/// <summary>The promises of the data key store, and what only a file must keep: that nothing of an erased key lies about in it.</summary>
public sealed class SqliteDataKeyStoreTests : DataKeyPromises, IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private SqliteDataKeyStore store = null!;

    protected override IDataKeyStore Store => store;

    public ValueTask InitializeAsync()
    {
        store = new SqliteDataKeyStore(folder.Path);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Enough keys for many pages, of several lengths, kept, rewrapped and erased in a random order.</summary>
    [Fact]
    public async Task Among_thousands_nothing_of_an_erased_or_replaced_key_remains()
    {
        var random = new Random(7);
        var alive = new Dictionary<string, DataKeyRecord>(StringComparer.Ordinal);
        var gone = new List<DataKeyRecord>();
        for (var round = 0; round < 30; round++)
        {
            var added = Enumerable.Range(0, 100).Select(i => Key($"k-{random.Next():x8}-{round}-{i}", "ob-" + random.Next(400), 256 + (128 * random.Next(3)))).ToArray();
            await Task.WhenAll(added.Select(key => store.AddAsync(key, Token)));
            foreach (var key in added)
            {
                alive.Add(key.KeyId, key);
            }

            foreach (var key in random.GetItems(alive.Values.ToArray(), 5))
            {
                var next = key with { Wrapped = new("v2", RandomNumberGenerator.GetBytes(random.Next(2) == 0 ? key.Wrapped.Bytes.Length : 512)) };
                await store.RewrapAsync(key.KeyId, next.Wrapped, Token);
                gone.Add(alive[key.KeyId]);
                alive[key.KeyId] = next;
            }

            foreach (var group in alive.Values.GroupBy(key => key.InstanceId).OrderBy(_ => random.Next()).Take(20).ToArray())
            {
                Assert.Equal(group.Count(), await store.EraseInstanceAsync(group.Key, Token));
                foreach (var key in group)
                {
                    alive.Remove(key.KeyId);
                    gone.Add(key);
                }
            }
        }

        var files = AllBytes();
        Assert.All(gone, key => Assert.False(Holds(files, key)));
        Assert.All(alive.Values, key => Assert.True(Holds(files, key)));
        foreach (var key in alive.Values)
        {
            AssertSame(key, await store.FindAsync(key.KeyId, Token));
        }
    }

    [Fact]
    public void The_file_is_readable_by_its_owner_only()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("keys.db")));
        }
    }

    protected override Task<bool> HoldsAsync(DataKeyRecord key) => Task.FromResult(Holds(AllBytes(), key));

    /// <summary>A part in the middle is looked for too: what is left of a key needn't be the whole.</summary>
    private static bool Holds(byte[] files, DataKeyRecord key)
    {
        var bytes = key.Wrapped.Bytes.Span;
        return files.AsSpan().IndexOf(bytes[..16]) >= 0 || files.AsSpan().IndexOf(bytes[100..116]) >= 0 || files.AsSpan().IndexOf(bytes[^16..]) >= 0;
    }

    private byte[] AllBytes() => [.. Directory.GetFiles(folder.Path).SelectMany(ReadShared)];

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
