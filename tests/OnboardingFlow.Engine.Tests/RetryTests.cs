using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

public sealed class RetryTests
{
    private static readonly RetryPolicy Policy = new(5, TimeSpan.FromSeconds(10), 3, TimeSpan.FromSeconds(60)) { NonRetryableErrors = ["Refused"] };

    private static EngineFixture Flaky(int failures, string errorType = "Transient")
    {
        var left = failures;
        return new EngineFixture()
            .Activity("flaky", _ => Interlocked.Decrement(ref left) < 0 ? "ok" : throw new ActivityException(errorType, "not now"))
            .Orchestration("o", async (context, _) => await context.CallActivityAsync("flaky", null, Policy));
    }

    private static IEnumerable<double> Delays(EngineFixture f) =>
        f.Ran.Zip(f.Ran.Skip(1), (a, b) => (b.At - a.At).TotalSeconds);

    [Fact]
    public async Task Attempts_follow_at_exactly_the_policys_delays()
    {
        await using var f = await Flaky(4).StartAsync();
        await f.Run("o");
        await f.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal("ok", (await f.Get()).Output);
        Assert.Equal([10, 30, 60, 60], Delays(f));
    }

    [Fact]
    public async Task All_attempts_share_one_idempotency_key_over_crashes_too()
    {
        await using var f = await Flaky(4).StartAsync();
        await f.Run("o");
        await f.Pass(TimeSpan.FromSeconds(9));
        await f.CrashAsync();
        await f.Pass(TimeSpan.FromSeconds(20));
        await f.CrashAsync();
        await f.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal("ok", (await f.Get()).Output);
        Assert.Single(f.Ran.Select(r => r.Key).Distinct());
        Assert.Equal([10, 30, 60, 60], Delays(f));
    }

    [Fact]
    public async Task After_the_last_attempt_the_failure_reaches_the_orchestration()
    {
        await using var f = await Flaky(99).StartAsync();
        await f.Run("o");
        await f.Pass(TimeSpan.FromHours(1));

        var end = await f.Get();
        Assert.Equal((RuntimeStatus.Failed, "Transient", "flaky failed: Transient: not now"), (end.Status, end.Failure!.ErrorType, end.Failure.Message));
        Assert.Equal(5, f.Ran.Count);
    }

    [Fact]
    public async Task A_non_retryable_error_is_not_repeated()
    {
        await using var f = await Flaky(99, "Refused").StartAsync();
        await f.Run("o");
        await f.Pass(TimeSpan.FromHours(1));

        Assert.Equal("Refused", (await f.Get()).Failure!.ErrorType);
        Assert.Single(f.Ran);
    }

    [Fact]
    public async Task No_more_activities_run_at_once_than_allowed()
    {
        var now = 0;
        var most = 0;
        await using var f = new EngineFixture();
        f.Options = f.Options with { MaxConcurrentActivities = 3 };
        f.Activity("busy", async (_, _, _) =>
        {
            var running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return null;
        });
        f.Orchestration("o", async (context, _) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => context.CallActivityAsync("busy", null)));
            return null;
        });
        await f.StartAsync();

        Assert.Equal(RuntimeStatus.Completed, (await f.Run("o")).Status);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task A_graceful_stop_cancels_activities_and_they_run_again()
    {
        var stoppedOnce = false;
        var began = new TaskCompletionSource();
        await using var f = await new EngineFixture()
            .Activity("slow", async (_, _, cancel) =>
            {
                if (!stoppedOnce)
                {
                    stoppedOnce = true;
                    began.SetResult();
                    await Task.Delay(Timeout.Infinite, cancel);
                }

                return "done";
            })
            .Orchestration("o", async (context, _) => await context.CallActivityAsync("slow", null))
            .StartAsync();
        await f.Start("o");
        await began.Task;

        await f.RestartAsync();
        await f.Idle();

        Assert.Equal("done", (await f.Get()).Output);
        Assert.Equal(2, f.Ran.Count);
        Assert.Single(f.Ran.Select(r => r.Key).Distinct());
    }

    [Fact]
    public async Task A_hurried_stop_does_not_wait_for_an_activity_that_heeds_nothing_and_keeps_what_is_done()
    {
        var began = new TaskCompletionSource();
        var never = new TaskCompletionSource<string?>();
        await using var f = new EngineFixture()
            .Activity("deaf", (_, _, _) =>
            {
                began.TrySetResult();
                return never.Task;
            })
            .Orchestration("o", async (context, _) => await context.CallActivityAsync("echo", "kept") + await context.CallActivityAsync("deaf", null));
        f.Options = f.Options with { StopTimeout = TimeSpan.FromDays(1) };
        await f.StartAsync();
        await f.Start("o");
        await began.Task;

        await f.Engine.StopAsync(new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromMinutes(1), EngineFixture.Cancel);
        never.SetResult(" and repeated");
        await f.RestartAsync();
        await f.Idle();

        Assert.Equal("kept and repeated", (await f.Get()).Output);
        Assert.Equal(["echo", "deaf", "deaf"], f.Ran.Select(ran => ran.Name));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
