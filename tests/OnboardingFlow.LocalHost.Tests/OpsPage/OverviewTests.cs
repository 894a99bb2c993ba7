using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.LocalHost.Sqlite.Index;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.LocalHost.Tests.OpsPage;

public sealed class OverviewTests : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private SqliteOnboardingIndex index;

    public OverviewTests() => index = new SqliteOnboardingIndex(folder.Path);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_funnel_counts_everybody_who_came_to_a_step_whatever_became_of_them()
    {
        await RecordAsync(
            Row("ob-1", step: OnboardingStep.CheckingIdentity),
            Row("ob-2", step: OnboardingStep.CheckingIdentity, outcome: OutcomeKind.Rejected, code: "NAME"),
            Row("ob-3", step: OnboardingStep.AwaitingReview),
            Row("ob-4", step: OnboardingStep.NeedsAttention), // Of whom no more is known.
            Row("ob-5", step: OnboardingStep.AwaitingContract),
            Row("ob-6", step: OnboardingStep.AwaitingContract, outcome: OutcomeKind.Expired, code: "DEADLINE_PASSED"),
            Row("ob-7", step: OnboardingStep.Completing, outcome: OutcomeKind.Completed));

        var funnel = (await index.ReadOverviewAsync(Start, Token)).Funnel;

        Assert.Equal(
            [
                new(OnboardingStep.Accepted, 7, 0, 0, 0),
                new(OnboardingStep.CheckingIdentity, 7, 2, 1, 1),
                new(OnboardingStep.Presigning, 3, 0, 0, 0),
                new(OnboardingStep.AwaitingContract, 3, 1, 0, 1),
                new(OnboardingStep.VerifyingContract, 1, 0, 0, 0),
                new(OnboardingStep.Completing, 1, 0, 0, 0),
            ],
            funnel);
    }

    [Fact]
    public async Task Whoever_needs_attention_is_counted_where_they_came_from_also_when_they_go_on_or_end_there()
    {
        var row = Row("ob-1", step: OnboardingStep.Presigning);
        var parked = row with { Step = OnboardingStep.NeedsAttention };
        await index.RecordAsync(new(row, 0, [Step(OnboardingStep.Accepted), Step(OnboardingStep.Presigning)]), Token);
        await index.RecordAsync(new(parked, 2, [Step(OnboardingStep.NeedsAttention)]), Token);
        Assert.Equal(new(OnboardingStep.Presigning, 1, 0, 1, 0), await PresigningAsync());

        await index.RecordAsync((row with { Step = OnboardingStep.Presigning }).Update(3), Token);
        Assert.Equal(new(OnboardingStep.Presigning, 1, 1, 0, 0), await PresigningAsync());

        await index.RecordAsync(new(parked, 4, [Step(OnboardingStep.NeedsAttention)]), Token);
        await index.RecordAsync((parked with { Outcome = Row(outcome: OutcomeKind.Failed, code: "ATTENTION_TIMED_OUT").Outcome }).Update(5), Token);
        Assert.Equal(new(OnboardingStep.Presigning, 1, 0, 0, 1), await PresigningAsync());

        await index.RemoveAsync("ob-1", Token);
        Assert.Equal(new(OnboardingStep.Presigning, 0, 0, 0, 0), await PresigningAsync());
    }

    [Fact]
    public async Task A_file_of_the_release_before_counts_its_parked_ones_where_they_came_from()
    {
        await index.RecordAsync(new(Row("ob-1", step: OnboardingStep.NeedsAttention), 0, [Step(OnboardingStep.Presigning), Step(OnboardingStep.NeedsAttention)]), Token);
        await index.RecordAsync(Row("ob-2", step: OnboardingStep.Presigning).Update(), Token);
        await index.DisposeAsync();
        BackToSchema2();

        index = new SqliteOnboardingIndex(folder.Path);

        Assert.Equal(new(OnboardingStep.Presigning, 2, 1, 1, 0), await PresigningAsync());
        await index.RecordAsync(Row("ob-1", step: OnboardingStep.AwaitingContract).Update(2), Token);
        Assert.Equal(new(OnboardingStep.Presigning, 2, 1, 0, 0), await PresigningAsync());
    }

    [Fact]
    public async Task A_row_that_moves_on_ends_or_goes_is_counted_where_it_is()
    {
        var row = Row("ob-1", step: OnboardingStep.Presigning);
        await RecordAsync(row);
        await index.RecordAsync((row with { Step = OnboardingStep.AwaitingContract }).Update(1), Token);
        Assert.Equal(1, (await index.ReadOverviewAsync(Start, Token)).Funnel.Single(step => step.Step == OnboardingStep.AwaitingContract).Standing);

        await index.RemoveAsync("ob-1", Token);
        Assert.All((await index.ReadOverviewAsync(Start, Token)).Funnel, step => Assert.Equal(new(step.Step, 0, 0, 0, 0), step));
    }

    [Fact]
    public async Task Each_start_and_each_end_counts_once_in_its_hour_also_over_a_restart()
    {
        var first = Row("ob-1", outcome: OutcomeKind.Rejected, code: "CARD_REFUSED");
        await index.RecordAsync((first with { Outcome = null }).Update(), Token);
        await index.RecordAsync(first.Update(1), Token);
        await index.RecordAsync(first.Update(1), Token); // a repeat
        await index.RecordAsync(Row("ob-1", run: 2, minute: 90).Update(), Token);
        await index.RecordAsync(Row("ob-1", run: 2, minute: 90, outcome: OutcomeKind.Completed).Update(1), Token);
        await index.RecordAsync(Row("ob-late", minute: 100, outcome: OutcomeKind.Completed).Update(), Token);

        var hours = (await index.ReadOverviewAsync(Start.AddHours(2), Token)).Hours;

        Assert.Equal(OverviewReads.HoursShown, hours.Count);
        Assert.Equal(
            [new(Start, 1, 0, 1), new(Start.AddHours(1), 2, 2, 0), new HourCount(Start.AddHours(2), 0, 0, 0)],
            hours.TakeLast(3));
    }

    [Fact]
    public async Task Hours_older_than_a_month_are_not_kept()
    {
        await RecordAsync(Row("ob-old"), Row("ob-new", minute: 32 * 24 * 60));

        Assert.Equal(0, (await index.ReadOverviewAsync(Start, Token)).Hours.Sum(hour => hour.Started));
        Assert.Equal(1, (await index.ReadOverviewAsync(Start.AddDays(32), Token)).Hours.Sum(hour => hour.Started));
    }

    [Fact]
    public async Task Those_that_wait_longest_come_first_and_only_a_few()
    {
        await RecordAsync([.. Enumerable.Range(0, 9).Select(i => Row($"ob-{i}", step: i % 2 == 0 ? OnboardingStep.AwaitingContract : OnboardingStep.AwaitingReview, minute: 9 - i))]);
        await RecordAsync(Row("ob-parked", step: OnboardingStep.NeedsAttention));

        var overview = await index.ReadOverviewAsync(Start, Token);

        Assert.Equal(["ob-8", "ob-7", "ob-6", "ob-5", "ob-4"], overview.Oldest.Select(row => row.Id));
        Assert.Equal(["ob-parked"], overview.Attention.Select(row => row.Id));
    }

    private static TimelineEntry Step(OnboardingStep step) => Entry(1, 0) with { Kind = "step", Name = step.ToString() };

    /// <summary>As the file was before: without the column, and counted without it.</summary>
    private void BackToSchema2()
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("index.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            DROP TRIGGER onboarding_added; DROP TRIGGER onboarding_removed; DROP TRIGGER onboarding_moved;
            DROP TRIGGER onboarding_restarted; DROP TRIGGER onboarding_ended;
            ALTER TABLE onboarding DROP COLUMN parked_from; DROP TABLE hourly;
            {IndexSchema.Migrations[0].Split("CREATE TRIGGER", 2)[1].Insert(0, "CREATE TRIGGER")};
            {IndexSchema.Migrations[1]};
            PRAGMA user_version = 2
            """;
        command.ExecuteNonQuery();
    }

    private async Task<FunnelStep> PresigningAsync() =>
        (await index.ReadOverviewAsync(Start, Token)).Funnel.Single(step => step.Step == OnboardingStep.Presigning);

    private Task RecordAsync(params OnboardingSummary[] rows) => Task.WhenAll(rows.Select(row => index.RecordAsync(row.Update(), Token)));
}
