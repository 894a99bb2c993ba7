using System.Text;
using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Sqlite.Index;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

public sealed class SqlitePageTests : PagePromises, IAsyncDisposable
{
    private readonly SqliteIndex sqlite = new();

    protected override IOnboardingIndex Index => sqlite.Index;

    public ValueTask DisposeAsync() => sqlite.DisposeAsync();

    [Fact]
    public void Every_list_is_a_seek_in_an_index_without_sorting()
    {
        using var connection = new SqliteConnection($"Data Source={sqlite.Folder.File("index.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        foreach (var filter in Filters)
        {
            if (PageQuery.For(filter, new PagePosition(Rows.Start.UtcTicks, "ob-1")) is not { } query)
            {
                Assert.True(filter is { Step: not null } and ({ Outcome: not null } or { Code: not null }), filter.ToString());
                continue;
            }

            var plan = PlanOf(query, connection);
            Assert.StartsWith("SEARCH onboarding USING INDEX", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }
    }

    private static string PlanOf(PageQuery query, SqliteConnection connection)
    {
        using var command = query.ToCommand(connection, 10);
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var plan = command.ExecuteReader();
        var steps = new StringBuilder();
        while (plan.Read())
        {
            steps.AppendLine(plan.GetString(3));
        }

        return steps.ToString();
    }
}
