using CsCheck;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Storage;
using OnboardingFlow.Engine.Tests.Support;
using static OnboardingFlow.Engine.Tests.Support.RandomWorkflow;

namespace OnboardingFlow.Engine.Tests;

/// <summary>Ends the engine at commits, before or after they become durable, and compares with a run that nothing disturbed.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_crash_around_every_single_commit_changes_no_outcome()
    {
        var all = new RandomWorkflow([
            Step.Activity, Step.FlakyActivity, Step.Event, Step.FanOut, Step.ContinueAsNew, Step.Timer, Step.Event, Step.EventOrTimer, Step.SubOrchestration,
            Step.StartOther, Step.FailingActivity]);
        var (expected, commits) = await RunAsync(all, []);
        Assert.InRange(commits, 5, 60); // How many turns share a commit depends on the machine; that there are several doesn't.

        for (var commit = 1; commit <= commits; commit++)
        {
            foreach (var point in Enum.GetValues<CommitPoint>())
            {
                var (outcome, _) = await RunAsync(all, [(commit, point)]);
                Assert.True(expected == outcome, $"crash {point} commit {commit}: {outcome} instead of {expected}");
            }
        }
    }

    [Fact]
    public Task Random_workflows_with_random_crashes_end_as_they_do_without() => Gen.Select(
        Any, Gen.Select(Gen.Int[1, 25], Gen.Enum<CommitPoint>()).Array[1, 5]).SampleAsync(
        async (workflow, crashes) =>
        {
            var (expected, _) = await RunAsync(workflow, []);
            var (outcome, _) = await RunAsync(workflow, crashes);
            Assert.Equal(expected, outcome);
        },
        iter: 60);

    /// <summary>Runs the workflow with a crash at each given number of commits since the last start.</summary>
    private static async Task<(string Outcome, int Commits)> RunAsync(RandomWorkflow workflow, IReadOnlyList<(int Commit, CommitPoint Point)> crashes)
    {
        var commits = 0;
        var sinceStart = 0;
        var pending = new Queue<(int Commit, CommitPoint Point)>(crashes);
        await using var f = workflow.AddTo(new EngineFixture());
        f.Options = f.Options with
        {
            CommitHook = point =>
            {
                if (point == CommitPoint.Before)
                {
                    commits++;
                    sinceStart++;
                }

                if (pending.TryPeek(out var next) && sinceStart == next.Commit && point == next.Point)
                {
                    pending.Dequeue();
                    throw new SimulatedCrashException();
                }
            },
        };
        await f.StartAsync();

        var accepted = 0;
        var events = workflow.Steps.Count(s => s == Step.Event);
        while (true)
        {
            try
            {
                // A client whose call ended without an answer asks again; an event may then come twice, so each has its own meaning only by its order.
                await f.Start("random", input: "0:");
                for (; accepted < events; accepted++)
                {
                    await f.Raise("e", "e");
                }

                await f.Pass(TimeSpan.FromHours(1));
                var end = await f.Get();
                Assert.Equal(RuntimeStatus.Completed, end.Status);
                await CheckOthersAsync(f, workflow);
                CheckKeys(f);
                return (end.Output!, commits);
            }
            catch (EngineStoppedException)
            {
                sinceStart = 0;
                await f.CrashAsync();
            }
        }
    }

    private static async Task CheckOthersAsync(EngineFixture f, RandomWorkflow workflow)
    {
        for (var i = 0; i < workflow.Steps.Count; i++)
        {
            if (workflow.Steps[i] == Step.StartOther)
            {
                Assert.Equal($"o{i}", (await f.Get($"other-{i}")).Output);
            }
        }
    }

    /// <summary>One key stands for one call: the same input each time.</summary>
    private static void CheckKeys(EngineFixture f) =>
        Assert.All(f.Ran.GroupBy(r => r.Key), calls => Assert.Single(calls.Select(c => (c.Name, c.Input)).Distinct()));
}
