using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Index;

namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>The SQL of a list: which index it walks, and what it looks for there.</summary>
internal sealed class PageQuery
{
    private readonly List<string> conditions = [];
    private readonly List<(string Name, object Value)> parameters = [];
    private readonly string index;

    private PageQuery(OnboardingFilter filter, PagePosition? after)
    {
        var state = filter.Outcome?.ToString() ?? filter.Step?.ToString();
        index = (filter.OrganizationId, filter.Code, state) switch
        {
            (null, null, null) => "onboarding_by_time",
            (null, null, _) => "onboarding_by_state",
            (null, _, _) => "onboarding_by_code",
            (_, null, null) => "onboarding_by_organization",
            (_, null, _) => "onboarding_by_organization_state",
            _ => "onboarding_by_organization_code",
        };
        Where("organization_id = $organization", "$organization", filter.OrganizationId);
        Where("code = $code", "$code", filter.Code);
        Where("state = $state", "$state", state);
        Where("created_at >= $from", "$from", filter.CreatedFrom?.UtcTicks);
        Where("created_at < $to", "$to", filter.CreatedTo?.UtcTicks);
        if (after is not null)
        {
            conditions.Add("(created_at, id) < ($after, $after_id)");
            parameters.Add(("$after", after.CreatedAt));
            parameters.Add(("$after_id", after.Id));
        }
    }

    /// <summary>The query, or null when no row can match: a step means running, an outcome or a code means ended.</summary>
    public static PageQuery? For(OnboardingFilter filter, PagePosition? after) =>
        filter.Step is not null && (filter.Outcome is not null || filter.Code is not null) ? null : new(filter, after);

    public SqliteCommand ToCommand(SqliteConnection connection, int limit)
    {
        var command = connection.CreateCommand();
        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
        command.CommandText = $"SELECT {SummaryRow.Columns} FROM onboarding INDEXED BY {index} {where} ORDER BY created_at DESC, id DESC LIMIT $limit";
        command.Parameters.AddWithValue("$limit", limit);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private void Where(string condition, string parameter, object? value)
    {
        if (value is not null)
        {
            conditions.Add(condition);
            parameters.Add((parameter, value));
        }
    }
}
