using Azure.Data.Tables;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.Functions.Tests.Tables;

public sealed class TableDataKeyStoreTests : DataKeyPromises
{
    private readonly List<string> requests = [];
    private readonly TableStorage tables;
    private Action<string>? interfere;

    public TableDataKeyStoreTests(AzuriteFixture azurite)
    {
        tables = azurite.NewStorage(request =>
        {
            requests.Add(request);
            interfere?.Invoke(request);
        });
        Store = new TableDataKeyStore(tables);
    }

    protected override IDataKeyStore Store { get; }

    [Fact]
    public async Task Erasing_leaves_no_row()
    {
        await Store.AddAsync(Key("k1"), Token);
        await Store.AddAsync(Key("k2", "ob-2"), Token);
        await Store.EraseAsync("k1", Token);
        await Store.EraseInstanceAsync("ob-2", Token);

        Assert.Empty(await RowsAsync());
    }

    /// <summary>What is deleted may stay readable somewhere in the service for a while; what is overwritten isn't that key any more.</summary>
    [Fact]
    public async Task An_erased_key_is_overwritten_before_it_is_removed()
    {
        await Store.AddAsync(Key("k1"), Token);
        requests.Clear();
        await Store.EraseAsync("k1", Token);

        var ofKey = requests.Where(request => request.Contains("PartitionKey='k1'", StringComparison.Ordinal)).Select(request => request.Split(' ')[0]);
        Assert.Equal(["GET", "PUT", "DELETE"], ofKey);
    }

    [Fact]
    public async Task A_rewrap_whose_key_is_erased_before_it_writes_leaves_it_erased()
    {
        await Store.AddAsync(Key("k1"), Token);
        interfere = request =>
        {
            if (request.StartsWith("PUT", StringComparison.Ordinal))
            {
                interfere = null;
                EraseNow("k1");
            }
        };

        await Store.RewrapAsync("k1", Key("other").Wrapped, Token);

        Assert.Null(interfere);
        Assert.Empty(await RowsAsync());
    }

    protected override async Task<bool> HoldsAsync(DataKeyRecord key) =>
        (await RowsAsync()).Exists(row => row.GetBinary("Wrapped").AsSpan().SequenceEqual(key.Wrapped.Bytes.Span));

    private void EraseNow(string keyId) => Store.EraseAsync(keyId, Token).GetAwaiter().GetResult();

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
