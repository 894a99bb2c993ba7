using System.Security.Cryptography;
using Azure.Data.Tables;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Tables;

namespace OnboardingFlow.Functions.Tests.Tables;

public sealed class TableDataKeyStoreTests
{
    private readonly TableStorage tables;
    private readonly TableDataKeyStore store;

    public TableDataKeyStoreTests(AzuriteFixture azurite)
    {
        tables = azurite.NewStorage();
        store = new TableDataKeyStore(tables);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_comes_back_as_it_was_kept()
    {
        var record = Key("k1");
        await store.AddAsync(record, Token);

        AssertSame(record, await store.FindAsync("k1", Token));
        Assert.Null(await store.FindAsync("k2", Token));
    }

    [Fact]
    public async Task A_key_id_is_taken_once()
    {
        var first = Key("k1");
        await store.AddAsync(first, Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.AddAsync(Key("k1"), Token));
        AssertSame(first, await store.FindAsync("k1", Token));
    }

    [Fact]
    public async Task A_key_can_be_wrapped_anew()
    {
        await store.AddAsync(Key("k1"), Token);
        var again = new WrappedKey("v2", RandomNumberGenerator.GetBytes(256));
        await store.RewrapAsync("k1", again, Token);
        await store.RewrapAsync("k2", again, Token);

        Assert.Equal("v2", (await store.FindAsync("k1", Token))!.Wrapped.KeyVersion);
        Assert.Equal(again.Bytes.ToArray(), (await store.FindAsync("k1", Token))!.Wrapped.Bytes.ToArray());
        Assert.Null(await store.FindAsync("k2", Token));
    }

    [Fact]
    public async Task Erasing_leaves_no_row()
    {
        await store.AddAsync(Key("k1"), Token);
        await store.EraseAsync("k1", Token);
        await store.EraseAsync("k1", Token);

        Assert.Null(await store.FindAsync("k1", Token));
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Erasing_an_instance_erases_all_its_keys_and_no_other()
    {
        await store.AddAsync(Key("k1"), Token);
        await store.AddAsync(Key("k2"), Token);
        await store.AddAsync(Key("k3", "ob-2"), Token);

        Assert.Equal(2, await store.EraseInstanceAsync("ob-1", Token));
        Assert.Equal(0, await store.EraseInstanceAsync("ob-1", Token));

        Assert.Null(await store.FindAsync("k1", Token));
        Assert.Null(await store.FindAsync("k2", Token));
        Assert.NotNull(await store.FindAsync("k3", Token));
        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Instances_with_a_key_from_before_a_moment_are_listed_in_order()
    {
        await store.AddAsync(Key("k1", "ob-2"), Token);
        await store.AddAsync(Key("k2", "ob-1"), Token);
        await store.AddAsync(Key("k3", "ob-1"), Token);
        await store.AddAsync(Key("k4", "ob-3"), Token);
        var made = Key("any").CreatedAt;

        Assert.Equal(["ob-1", "ob-2"], await store.ListInstancesAsync(made.AddTicks(1), null, 2, Token));
        Assert.Equal(["ob-3"], await store.ListInstancesAsync(made.AddTicks(1), "ob-2", 2, Token));
        Assert.Empty(await store.ListInstancesAsync(made, null, 2, Token));
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

    private static DataKeyRecord Key(string id, string instance = "ob-1") =>
        new(id, instance, new WrappedKey("v1", RandomNumberGenerator.GetBytes(256)), new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero).AddTicks(7));

    private static void AssertSame(DataKeyRecord expected, DataKeyRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Wrapped.Bytes.ToArray(), actual.Wrapped.Bytes.ToArray());
        Assert.Equal(expected, actual with { Wrapped = expected.Wrapped });
        Assert.Equal(expected.Wrapped.KeyVersion, actual.Wrapped.KeyVersion);
    }

    private async Task<List<TableEntity>> RowsAsync()
    {
        var rows = new List<TableEntity>();
        await foreach (var row in (await tables.TableAsync(TableStorage.Keys, Token)).QueryAsync<TableEntity>(cancellationToken: Token))
        {
            rows.Add(row);
        }

        return rows;
    }
}
