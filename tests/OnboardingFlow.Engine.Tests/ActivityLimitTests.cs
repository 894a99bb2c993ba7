using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

public sealed class ActivityLimitTests
{
    private static EngineFixture FanOut(string activity, int count, ActivityLimit limit)
    {
        var f = new EngineFixture().Orchestration("fan", async (context, _) =>
        {
            var calls = Enumerable.Range(0, count).Select(i => context.CallActivityAsync(activity, $"{i}")).ToList();
            await context.CallActivityAsync("echo", "beside");
            return string.Concat(await Task.WhenAll(calls));
        });
        f.Options = f.Options with { Activities = new Dictionary<string, ActivityLimit> { [activity] = limit } };
        return f;
    }

    [Fact]
    public async Task No_more_of_a_name_run_at_once_than_its_limit_and_others_pass_by()
    {
        var running = 0;
        var most = 0;
        var full = new TaskCompletionSource();
        var beside = new TaskCompletionSource();
        await using var f = FanOut("narrow", 9, new ActivityLimit { MaxConcurrent = 3 });
        f.Options = f.Options with { MaxConcurrentActivities = 4 };
        f.Activity("narrow", async (_, input, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 3)
            {
                full.TrySetResult();
            }

            await beside.Task; // An unlimited activity that was scheduled last must not wait for the nine.
            Interlocked.Decrement(ref running);
            return input;
        });
        f.Activity("echo", async (_, input, _) =>
        {
            await full.Task;
            beside.TrySetResult();
            return input;
        });
        await f.StartAsync();

        Assert.Equal("012345678", (await f.Run("fan")).Output);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task A_rate_spaces_the_starts_of_a_name()
    {
        await using var f = FanOut("slow", 5, new ActivityLimit { MaxPerSecond = 0.5 });
        f.Activity("slow", input => input);
        await f.StartAsync();
        await f.Start("fan");
        await f.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("01234", (await f.Get()).Output);
        var starts = f.Ran.Where(r => r.Name == "slow").Select(r => r.At).Order().ToList();
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromSeconds(1.97), TimeSpan.FromSeconds(2.01)));
    }

    [Fact]
    public async Task Activities_held_back_run_after_a_crash()
    {
        await using var f = FanOut("slow", 3, new ActivityLimit { MaxPerSecond = 0.1 });
        f.Activity("slow", input => input);
        await f.StartAsync();
        await f.Start("fan");
        await f.Idle();
        await f.CrashAsync();
        await f.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("012", (await f.Get()).Output);
        Assert.Equal(3, f.Ran.Count(r => r.Name == "slow"));
    }

    [Fact]
    public async Task An_activity_that_keeps_killing_the_process_is_failed_and_the_others_go_on()
    {
        var begun = new SemaphoreSlim(0);
        var kills = true;
        await using var f = new EngineFixture()
            .Orchestration("poisoned", async (context, _) => await context.CallActivityAsync("killer", null))
            .Orchestration("fine", async (context, _) => await context.CallActivityAsync("beside", "done"));
        f.Options = f.Options with { MaxDeliveries = 3 };
        f.Activity("killer", async (_, _, _) =>
        {
            begun.Release();
            await (Volatile.Read(ref kills) ? new TaskCompletionSource().Task : Task.CompletedTask);
            return "lives";
        });
        f.Activity("beside", async (_, input, _) =>
        {
            // In flight at the first death: suspected with the killer, but not to blame.
            if (f.Ran.Count(r => r.Name == "beside") == 1)
            {
                begun.Release();
                await new TaskCompletionSource().Task;
            }

            return input;
        });
        await f.StartAsync();
        await f.Start("poisoned", "p");
        await f.Start("fine", "f");
        await begun.WaitAsync(EngineFixture.Cancel);
        for (var death = 1; death <= 3; death++)
        {
            await begun.WaitAsync(EngineFixture.Cancel);
            await f.CrashAsync();
        }

        await f.Idle();
        var failed = await f.Get("p");
        Assert.Equal((RuntimeStatus.Failed, EngineErrorTypes.PoisonActivity), (failed.Status, failed.Failure!.ErrorType));
        Assert.Equal(3, f.Ran.Count(r => r.Name == "killer"));
        Assert.Equal("done", (await f.Get("f")).Output);

        Volatile.Write(ref kills, false);
        Assert.Equal(OperationResult.Done, await f.Client.RewindAsync("p", "repaired", EngineFixture.Cancel));
        await f.Idle();
        Assert.Equal("lives", (await f.Get("p")).Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_orderly_stop_is_no_death(bool heedsTheStop)
    {
        var begun = new SemaphoreSlim(0);
        await using var f = new EngineFixture().Orchestration("o", async (context, _) => await context.CallActivityAsync("long", null));
        f.Options = f.Options with { MaxDeliveries = 1, StopTimeout = heedsTheStop ? f.Options.StopTimeout : TimeSpan.FromMilliseconds(50) };
        f.Activity("long", async (_, _, cancel) =>
        {
            begun.Release();
            if (f.Ran.Count < 4)
            {
                await Task.Delay(Timeout.Infinite, heedsTheStop ? cancel : CancellationToken.None);
            }

            return "done";
        });
        await f.StartAsync();
        await f.Start("o");
        for (var stop = 1; stop <= 3; stop++)
        {
            Assert.True(await begun.WaitAsync(TimeSpan.FromMinutes(1), EngineFixture.Cancel), "It isn't run again.");
            await f.RestartAsync();
        }

        await f.Idle();
        Assert.Equal("done", (await f.Get()).Output);
    }

    [Fact]
    public async Task A_stop_waits_for_an_activity_that_is_under_way_and_keeps_its_result()
    {
        var begun = new SemaphoreSlim(0);
        var end = new TaskCompletionSource();
        await using var f = new EngineFixture()
            .Orchestration("o", async (context, _) => await context.CallActivityAsync("slow", null))
            .Activity("slow", async (_, _, _) =>
            {
                begun.Release();
                await end.Task;
                return "done";
            });
        await f.StartAsync();
        await f.Start("o");
        await begun.WaitAsync(EngineFixture.Cancel);

        var restarted = f.RestartAsync();
        Assert.NotSame(restarted, await Task.WhenAny(restarted, Task.Delay(TimeSpan.FromMilliseconds(200), EngineFixture.Cancel)));
        end.SetResult();
        await restarted;

        await f.Idle();
        Assert.Equal("done", (await f.Get()).Output);
        Assert.Single(f.Ran);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
