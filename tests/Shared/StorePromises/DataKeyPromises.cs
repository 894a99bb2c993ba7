using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.StorePromises;

/// <summary>What Core expects of the store of wrapped data keys, whatever they are kept in. A test class of each kind of store derives from it.</summary>
public abstract class DataKeyPromises
{
    /// <summary>Not a whole number of milliseconds: a time comes back to the tick.</summary>
    private static readonly DateTimeOffset _made = Rows.Start.AddTicks(7);

    /// <summary>An empty store, the same one throughout a test.</summary>
    protected abstract IDataKeyStore Store { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whether any part of the wrapped key lies in what the store is kept in, however it is looked at.</summary>
    protected abstract Task<bool> HoldsAsync(DataKeyRecord key);

    [Fact]
    public async Task A_key_comes_back_as_it_was_kept()
    {
        var record = Key("k1");
        await Store.AddAsync(record, Token);

        AssertSame(record, await Store.FindAsync("k1", Token));
        Assert.True(await HoldsAsync(record));
        Assert.Null(await Store.FindAsync("k2", Token));
    }

    [Fact]
    public async Task A_key_id_is_taken_once_and_a_clash_harms_nobody_else()
    {
        var first = Key("k1");
        await Store.AddAsync(first, Token);
        var clash = Store.AddAsync(Key("k1"), Token);
        await Task.WhenAll(Enumerable.Range(2, 50).Select(i => Store.AddAsync(Key("k" + i), Token)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => clash);
        AssertSame(first, await Store.FindAsync("k1", Token));
        Assert.NotNull(await Store.FindAsync("k51", Token));
    }

    [Fact]
    public async Task A_key_can_be_wrapped_anew_and_the_old_wrapping_is_gone()
    {
        var first = Key("k1");
        await Store.AddAsync(first, Token);
        var again = first with { Wrapped = new WrappedKey("v2", RandomNumberGenerator.GetBytes(256)) };

        await Store.RewrapAsync("k1", again.Wrapped, Token);
        await Store.RewrapAsync("k2", again.Wrapped, Token);

        AssertSame(again, await Store.FindAsync("k1", Token));
        Assert.False(await HoldsAsync(first));
        Assert.Null(await Store.FindAsync("k2", Token));
    }

    [Fact]
    public async Task An_erased_key_is_nowhere_any_more_and_a_rewrap_does_not_bring_it_back()
    {
        var key = Key("k1");
        await Store.AddAsync(key, Token);

        await Store.EraseAsync("k1", Token);
        await Store.EraseAsync("k1", Token);
        Assert.False(await HoldsAsync(key));

        await Store.RewrapAsync("k1", new WrappedKey("v2", RandomNumberGenerator.GetBytes(256)), Token);
        Assert.Null(await Store.FindAsync("k1", Token));
    }

    [Fact]
    public async Task A_rewrap_that_meets_an_erasure_does_not_bring_the_key_back()
    {
        foreach (var i in Enumerable.Range(0, 25))
        {
            var key = Key($"k{i}");
            await Store.AddAsync(key, Token);

            await Task.WhenAll(
                Store.RewrapAsync(key.KeyId, new WrappedKey("v2", RandomNumberGenerator.GetBytes(256)), Token), Store.EraseAsync(key.KeyId, Token));

            Assert.Null(await Store.FindAsync(key.KeyId, Token));
        }

        Assert.Empty(await Store.ListAsync(null, 100, Token));
    }

    [Fact]
    public async Task Erasing_an_instance_takes_the_keys_of_all_its_runs_and_no_other()
    {
        var mine = new[] { Key("k1"), Key("k2") };
        var other = Key("k3", "ob-2");
        foreach (var key in mine.Append(other))
        {
            await Store.AddAsync(key, Token);
        }

        Assert.Equal(2, await Store.EraseInstanceAsync("ob-1", Token));
        Assert.Equal(0, await Store.EraseInstanceAsync("ob-1", Token));

        foreach (var key in mine)
        {
            Assert.Null(await Store.FindAsync(key.KeyId, Token));
            Assert.False(await HoldsAsync(key));
        }

        AssertSame(other, await Store.FindAsync("k3", Token));
    }

    [Fact]
    public async Task All_keys_that_are_left_are_listed_in_order_page_by_page()
    {
        var kept = new[] { Key("a2"), Key("b1", "ob-2"), Key("c3") };
        foreach (var key in new[] { kept[2], kept[0], Key("b0"), kept[1] })
        {
            await Store.AddAsync(key, Token);
        }

        await Store.EraseAsync("b0", Token);

        var first = await Store.ListAsync(null, 2, Token);
        Assert.Equal(["a2", "b1"], first.Select(key => key.KeyId));
        AssertSame(kept[1], first[1]);
        AssertSame(kept[2], Assert.Single(await Store.ListAsync("b1", 2, Token)));
        Assert.Empty(await Store.ListAsync("c3", 2, Token));
    }

    [Fact]
    public async Task Instances_with_a_key_from_before_a_moment_are_listed_once_each_page_by_page()
    {
        foreach (var (id, instance) in new[] { ("k1", "ob-3"), ("k2", "ob-1"), ("k3", "ob-1"), ("k4", "ob-2") })
        {
            await Store.AddAsync(Key(id, instance), Token);
        }

        await Store.AddAsync(Key("k5", "ob-4") with { CreatedAt = _made.AddTicks(1) }, Token);
        var before = _made.AddTicks(1);

        Assert.Equal(["ob-1", "ob-2"], await Store.ListInstancesAsync(before, null, 2, Token));
        Assert.Equal(["ob-3"], await Store.ListInstancesAsync(before, "ob-2", 2, Token));
        Assert.Empty(await Store.ListInstancesAsync(_made, null, 2, Token));
    }

    protected static DataKeyRecord Key(string id, string instance = "ob-1", int length = 256) =>
        new(id, instance, new WrappedKey("v1", RandomNumberGenerator.GetBytes(length)), _made);

    protected static void AssertSame(DataKeyRecord expected, DataKeyRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Wrapped.Bytes.ToArray(), actual.Wrapped.Bytes.ToArray());
        Assert.Equal(expected, actual with { Wrapped = new WrappedKey(actual.Wrapped.KeyVersion, expected.Wrapped.Bytes) });
    }
}
