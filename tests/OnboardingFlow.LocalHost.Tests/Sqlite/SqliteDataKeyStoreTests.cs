using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Sqlite.Keys;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

public sealed class SqliteDataKeyStoreTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private SqliteDataKeyStore store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task A_key_comes_back_as_it_was_kept()
    {
        var record = Key("k1");
        await store.AddAsync(record, Token);

        AssertSame(record, await store.FindAsync("k1", Token));
        Assert.Null(await store.FindAsync("k2", Token));
    }

    [Fact]
    public async Task A_key_id_is_taken_once_and_a_clash_harms_nobody_else()
    {
        var first = Key("k1");
        await store.AddAsync(first, Token);
        var clash = store.AddAsync(Key("k1"), Token);
        await Task.WhenAll(Enumerable.Range(2, 50).Select(i => store.AddAsync(Key("k" + i), Token)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => clash);
        AssertSame(first, await store.FindAsync("k1", Token));
        Assert.NotNull(await store.FindAsync("k51", Token));
    }

    [Fact]
    public async Task An_erased_key_is_in_no_file_any_more()
    {
        var key = Key("k1");
        await store.AddAsync(key, Token);
        await store.FindAsync("k1", Token);
        Assert.True(FilesHold(key));

        await store.EraseAsync("k1", Token);
        await store.EraseAsync("k1", Token);

        Assert.False(FilesHold(key));
        Assert.Null(await store.FindAsync("k1", Token));
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
            var added = Enumerable.Range(0, 100).Select(i => Key($"k-{random.Next():x8}-{round}-{i}", length: 256 + (128 * random.Next(3)), instance: "ob-" + random.Next(400))).ToArray();
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
    public async Task Erasing_an_instance_takes_the_keys_of_all_its_runs_and_no_other()
    {
        var mine = new[] { Key("k1"), Key("k2") };
        var other = Key("k3", instance: "ob-2");
        foreach (var key in mine.Append(other))
        {
            await store.AddAsync(key, Token);
        }

        Assert.Equal(2, await store.EraseInstanceAsync("ob-1", Token));
        Assert.Equal(0, await store.EraseInstanceAsync("ob-1", Token));
        Assert.DoesNotContain(mine, FilesHold);
        AssertSame(other, await store.FindAsync("k3", Token));
    }

    [Fact]
    public async Task Rewrapping_an_erased_key_does_not_bring_it_back()
    {
        await store.AddAsync(Key("k1"), Token);
        await store.EraseAsync("k1", Token);
        await store.RewrapAsync("k1", new("v2", RandomNumberGenerator.GetBytes(256)), Token);

        Assert.Null(await store.FindAsync("k1", Token));
    }

    [Fact]
    public async Task All_keys_that_are_left_are_listed_in_order_page_by_page()
    {
        var kept = new[] { Key("a2"), Key("b1", instance: "ob-2"), Key("c3") };
        foreach (var key in new[] { kept[2], kept[0], Key("b0"), kept[1] })
        {
            await store.AddAsync(key, Token);
        }

        await store.EraseAsync("b0", Token);

        var first = await store.ListAsync(null, 2, Token);
        Assert.Equal(["a2", "b1"], first.Select(key => key.KeyId));
        AssertSame(kept[1], first[1]);
        AssertSame(kept[2], Assert.Single(await store.ListAsync("b1", 2, Token)));
        Assert.Empty(await store.ListAsync("c3", 2, Token));
    }

    [Fact]
    public async Task Instances_with_old_keys_are_listed_once_each_page_by_page()
    {
        foreach (var (id, instance) in new[] { ("k1", "ob-3"), ("k2", "ob-1"), ("k3", "ob-1"), ("k4", "ob-2") })
        {
            await store.AddAsync(Key(id, instance: instance), Token);
        }

        await store.AddAsync(Key("k5", instance: "ob-4") with { CreatedAt = Rows.Start.AddDays(1) }, Token);
        var before = Rows.Start.AddHours(1);

        Assert.Equal(["ob-1", "ob-2"], await store.ListInstancesAsync(before, null, 2, Token));
        Assert.Equal(["ob-3"], await store.ListInstancesAsync(before, "ob-2", 2, Token));
        Assert.Empty(await store.ListInstancesAsync(Rows.Start, null, 2, Token));
    }

    [Fact]
    public void The_file_is_readable_by_its_owner_only()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("keys.db")));
        }
    }

    private static DataKeyRecord Key(string id, int length = 256, string instance = "ob-1") =>
        new(id, instance, new("v1", RandomNumberGenerator.GetBytes(length)), Rows.Start);

    private static void AssertSame(DataKeyRecord expected, DataKeyRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Wrapped.Bytes.ToArray(), actual.Wrapped.Bytes.ToArray());
        Assert.Equal(expected, actual with { Wrapped = new(actual.Wrapped.KeyVersion, expected.Wrapped.Bytes) });
    }

    /// <summary>A part in the middle is looked for too: what is left of a key needn't be the whole.</summary>
    private static bool Holds(byte[] files, DataKeyRecord key)
    {
        var bytes = key.Wrapped.Bytes.Span;
        return files.AsSpan().IndexOf(bytes[..16]) >= 0 || files.AsSpan().IndexOf(bytes[100..116]) >= 0 || files.AsSpan().IndexOf(bytes[^16..]) >= 0;
    }

    private bool FilesHold(DataKeyRecord key) => Holds(AllBytes(), key);

    private byte[] AllBytes() => [.. Directory.GetFiles(folder.Path).SelectMany(ReadShared)];

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
