using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>The reads of <c>index.db</c> that only the operations page needs.</summary>
internal static class OverviewReads
{
    /// <summary>Rows of each of its short lists.</summary>
    public const int Shown = 5;

    /// <summary>Hours of its chart.</summary>
    public const int HoursShown = 24;

    /// <summary>The steps that everybody passes, in order. A review is a detour, NeedsAttention stands beside.</summary>
    private static readonly OnboardingStep[] Path =
    [
        OnboardingStep.Accepted, OnboardingStep.CheckingIdentity, OnboardingStep.Presigning, OnboardingStep.AwaitingContract, OnboardingStep.VerifyingContract,
        OnboardingStep.Completing,
    ];

    public static Overview Read(SqliteConnection connection, DateTimeOffset now)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        return new(
            IndexReads.Count(connection, snapshot),
            Funnel(connection),
            Oldest(connection, OnboardingStep.NeedsAttention),
            [.. Oldest(connection, OnboardingStep.AwaitingContract)
                .Concat(Oldest(connection, OnboardingStep.AwaitingReview))
                .OrderBy(row => row.StepSince)
                .Take(Shown)],
            Hours(connection, now.UtcTicks / TimeSpan.TicksPerHour));
    }

    private static List<FunnelStep> Funnel(SqliteConnection connection)
    {
        var standing = new long[Path.Length];
        var parked = new long[Path.Length];
        var ended = new long[Path.Length];
        var completed = 0L;
        using var command = Command(connection, "SELECT state, step, sum(onboardings) FROM tally GROUP BY state, step");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var (state, step, count) = (rows.GetString(0), Enum.Parse<OnboardingStep>(rows.GetString(1)), rows.GetInt64(2));
            var isOver = Enum.TryParse<OutcomeKind>(state, out var outcome);
            if (isOver && outcome == OutcomeKind.Completed)
            {
                completed += count;
            }
            else
            {
                (isOver ? ended : state == nameof(OnboardingStep.NeedsAttention) ? parked : standing)[PlaceOf(step)] += count;
            }
        }

        var steps = new List<FunnelStep>(Path.Length);
        for (var i = 0; i < Path.Length; i++)
        {
            var reached = completed + standing.Skip(i).Sum() + parked.Skip(i).Sum() + ended.Skip(i).Sum();
            steps.Add(new(Path[i], reached, standing[i], parked[i], ended[i]));
        }

        return steps;
    }

    /// <summary>Where in the path a step is. A review is a part of the identity's check; so far has everybody come of whom no more is known.</summary>
    private static int PlaceOf(OnboardingStep step) => Array.IndexOf(Path, Path.Contains(step) ? step : OnboardingStep.CheckingIdentity);

    private static List<OnboardingSummary> Oldest(SqliteConnection connection, OnboardingStep step)
    {
        using var command = Command(
            connection,
            $"SELECT {SummaryRow.Columns} FROM onboarding INDEXED BY onboarding_waiting WHERE state = $state AND outcome IS NULL ORDER BY step_since LIMIT $limit",
            ("$state", step.ToString()),
            ("$limit", Shown));
        using var rows = command.ExecuteReader();
        var found = new List<OnboardingSummary>(Shown);
        while (rows.Read())
        {
            found.Add(SummaryRow.Read(rows));
        }

        return found;
    }

    private static List<HourCount> Hours(SqliteConnection connection, long last)
    {
        var first = last - HoursShown + 1;
        var hours = Enumerable.Range(0, HoursShown).Select(i => new HourCount(new((first + i) * TimeSpan.TicksPerHour, TimeSpan.Zero), 0, 0, 0)).ToList();
        using var command = Command(
            connection, "SELECT hour, outcome, onboardings FROM hourly WHERE hour BETWEEN $first AND $last", ("$first", first), ("$last", last));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var place = (int)(rows.GetInt64(0) - first);
            var (hour, count) = (hours[place], rows.GetInt64(2));
            hours[place] = rows.GetString(1) switch
            {
                "" => hour with { Started = count },
                nameof(OutcomeKind.Completed) => hour with { Completed = count },
                _ => hour with { EndedOtherwise = hour.EndedOtherwise + count },
            };
        }

        return hours;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
