using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Functions.Tables;

/// <summary>The tables, each created when it is first used.</summary>
internal sealed class TableStorage(TableServiceClient service)
{
    /// <summary>Everything about one onboarding, a partition each.</summary>
    public const string Onboardings = "onboardings";

    /// <summary>A row for each onboarding, newest first.</summary>
    public const string List = "onboardinglist";

    /// <summary>Wrapped data keys: not in the ordinary backup.</summary>
    public const string Keys = "onboardingkeys";

    /// <summary>What a transaction may hold.</summary>
    public const int MaxTransaction = 100;

    private readonly ConcurrentDictionary<string, TableClient> _created = new(StringComparer.Ordinal);

    /// <summary>Looks whether the table service answers.</summary>
    /// <exception cref="Core.Ports.ActivityException">It doesn't, or refuses.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await (await TableAsync(Onboardings, cancellationToken)).GetEntityIfExistsAsync<TableEntity>("-", "-", [], cancellationToken), cancellationToken);

    public async ValueTask<TableClient> TableAsync(string name, CancellationToken cancellationToken)
    {
        if (_created.TryGetValue(name, out var known))
        {
            return known;
        }

        var table = service.GetTableClient(name);
        try
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == "AuthorizationPermissionMismatch")
        {
            // An identity that may use but not create tables: a missing one shows at its use.
        }

        return _created.GetOrAdd(name, table);
    }
}
