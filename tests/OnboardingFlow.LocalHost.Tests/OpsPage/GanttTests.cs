using OnboardingFlow.Core.Index;
using OnboardingFlow.LocalHost.OpsPage.Instances;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.LocalHost.Tests.OpsPage;

public sealed class GanttTests
{
    [Fact]
    public void A_run_is_drawn_as_steps_with_their_attempts_the_waits_between_and_events()
    {
        var gantt = Gantt.Of(
            [
                At(0, "step", "Accepted"),
                At(1, "step", "Presigning"),
                At(2, "activity", "Presign", took: 500, result: "failed", code: "Transient"),
                At(5, "activity", "Presign", attempt: 2, took: 1000),
                At(6, "step", "AwaitingContract"),
                At(3600, "event", "ContractChanged"),
                At(3601, "outcome", "Completed", took: 3_601_000),
            ],
            Start.AddSeconds(3601));

        Assert.Equal(["Accepted", "Presigning", "Presign", "AwaitingContract", "ContractChanged", "Completed"], gantt.Rows.Select(row => row.Name));
        Assert.Equal(["failed", "retry", "ok"], gantt.Rows[2].Marks.Select(mark => mark.Kind));
        Assert.Equal(
            [(TimeSpan.FromMilliseconds(500), 1, "Transient"), (TimeSpan.FromSeconds(2), 2, null), (TimeSpan.FromSeconds(1), 2, null)],
            gantt.Rows[2].Marks.Select(mark => (mark.Took!.Value, mark.Attempt, mark.Code)));
        Assert.Equal(("wait", TimeSpan.FromSeconds(3595)), (gantt.Rows[3].Marks[0].Kind, gantt.Rows[3].Marks[0].Took!.Value));
        Assert.Equal(1, gantt.Rows[5].Marks[0].To);
        Assert.All(gantt.Rows.SelectMany(row => row.Marks), mark => Assert.InRange(mark.From, 0, mark.To));
    }

    [Fact]
    public void What_takes_a_moment_shows_beside_a_wait_of_days()
    {
        var gantt = Gantt.Of([At(0, "step", "Presigning"), At(1, "activity", "Presign", took: 100), At(1, "step", "AwaitingContract")], Start.AddDays(3));
        var presign = gantt.Rows[1].Marks[0];

        Assert.InRange(presign.To - presign.From, 0.03, 0.5);
    }

    [Fact]
    public void A_running_step_reaches_to_now_and_a_run_of_nothing_else_is_no_fault()
    {
        Assert.Equal(TimeSpan.FromHours(2), Gantt.Of([At(0, "step", "AwaitingContract")], Start.AddHours(2)).Rows.Single().Marks.Single().Took);
        Assert.Equal(0, Gantt.Of([At(0, "step", "Accepted")], Start).Rows.Single().Marks.Single().To);
        Assert.Single(Gantt.Of([At(0, "activity", "Presign")], Start).Rows);
    }

    [Fact]
    public void Only_so_many_rows_are_drawn()
    {
        var gantt = Gantt.Of([.. Enumerable.Range(0, 500).Select(i => At(i, "step", "Presigning"))], Start.AddSeconds(500));

        Assert.True(gantt.IsCut);
        Assert.Equal(Gantt.MostRows, gantt.Rows.Count);
    }

    private static TimelineEntry At(int second, string kind, string name, int attempt = 1, long? took = null, string result = "ok", string? code = null) =>
        new(1, Start.AddSeconds(second), kind, name, attempt, took, result, code);
}
