using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

public sealed class OrchestrationTests
{
    [Fact]
    public async Task Activities_run_one_after_the_other_and_the_output_is_kept()
    {
        await using var f = await new EngineFixture()
            .Activity("twice", input => input + input)
            .Orchestration("o", async (context, input) => await context.CallActivityAsync("twice", await context.CallActivityAsync("twice", input)))
            .StartAsync();

        var end = await f.Run("o", input: "a");

        Assert.Equal((RuntimeStatus.Completed, "aaaa", "a"), (end.Status, end.Output, end.Input));
        Assert.Equal(["a", "aa"], f.Ran.Select(r => r.Input));
    }

    [Fact]
    public async Task A_fan_out_gives_all_results_in_the_order_of_the_calls()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
                string.Join(",", await Task.WhenAll(Enumerable.Range(0, 300).Select(i => context.CallActivityAsync("echo", $"{i}")))))
            .StartAsync();

        Assert.Equal(string.Join(",", Enumerable.Range(0, 300)), (await f.Run("o")).Output);
        Assert.Equal(300, f.Ran.Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public async Task The_first_of_several_wins_and_the_losing_timer_is_removed()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                using var lost = new CancellationTokenSource();
                var signed = context.WaitForExternalEventAsync("signed", lost.Token);
                var deadline = context.CreateTimerAsync(context.CurrentUtc.AddHours(72), lost.Token);
                var first = await Task.WhenAny(signed, deadline);
                lost.Cancel();
                context.SetCustomStatus(deadline.IsCanceled ? "\"timer cancelled\"" : "\"event cancelled\"");
                await context.WaitForExternalEventAsync("end");
                return first == signed ? "signed" : "expired";
            })
            .StartAsync();
        await f.Run("o", "late");
        await f.Run("o", "early");
        await f.Raise("signed", id: "early");
        await f.Idle();

        await f.Pass(TimeSpan.FromHours(72));
        Assert.Null(f.Engine.NextTimerDue);
        await f.CrashAsync();
        await f.Raise("end", id: "early");
        await f.Raise("end", id: "late");
        await f.Idle();

        Assert.Equal(("signed", "\"timer cancelled\""), ((await f.Get("early")).Output, (await f.Get("early")).CustomStatus));
        Assert.Equal(("expired", "\"event cancelled\""), ((await f.Get("late")).Output, (await f.Get("late")).CustomStatus));
    }

    [Fact]
    public async Task A_durable_timer_fires_at_its_time_whatever_its_length()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                await context.CreateTimerAsync(context.CurrentUtc.AddDays(400));
                return context.CurrentUtc.ToString("o", CultureInfo.InvariantCulture);
            })
            .StartAsync();
        var start = f.Clock.GetUtcNow();
        await f.Run("o");

        await f.Pass(TimeSpan.FromDays(400) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(RuntimeStatus.Running, (await f.Get()).Status);
        await f.CrashAsync();
        await f.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(start.AddDays(400).ToString("o", CultureInfo.InvariantCulture), (await f.Get()).Output);
    }

    [Fact]
    public async Task Timers_that_came_due_while_the_engine_was_down_fire_at_its_start()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                await context.CreateTimerAsync(context.CurrentUtc.AddMinutes(5));
                return "rang";
            })
            .StartAsync();
        await f.Run("o");

        f.Engine.Kill();
        f.Clock.Advance(TimeSpan.FromHours(1));
        await f.StartAsync();
        await f.Idle();

        Assert.Equal("rang", (await f.Get()).Output);
    }

    [Fact]
    public async Task Time_and_guids_are_the_same_on_each_replay_and_differ_from_each_other()
    {
        var seen = new List<string>();
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                var once = $"{context.CurrentUtc:o} {context.NewGuid()} {context.NewGuid()}";
                seen.Add(once);
                await context.WaitForExternalEventAsync("go");
                return once;
            })
            .StartAsync();
        await f.Run("o");
        await f.CrashAsync();
        f.Clock.Advance(TimeSpan.FromHours(1));
        await f.Raise("go");
        await f.Idle();

        Assert.Equal(2, seen.Count);
        Assert.Single(seen.Distinct());
        var words = seen[0].Split(' ');
        Assert.NotEqual(words[1], words[2]);
    }

    [Fact]
    public async Task A_replay_logs_nothing_again()
    {
        using var loggers = new FakeLoggerProvider();
        await using var f = new EngineFixture { Loggers = LoggerFactory.Create(b => b.AddProvider(loggers)) };
        f.Orchestration("o", async (context, _) =>
        {
            var logger = context.CreateReplaySafeLogger("workflow");
            logger.LogInformation("first");
            await context.WaitForExternalEventAsync("go");
            logger.LogInformation("second");
            return null;
        });
        await f.StartAsync();
        await f.Run("o");
        await f.CrashAsync();
        await f.Raise("go");
        await f.Idle();

        Assert.Equal(["first", "second"], loggers.Collector.GetSnapshot().Where(r => r.Category == "workflow").Select(r => r.Message));
    }

    [Fact]
    public async Task An_instance_keeps_the_version_that_it_was_started_with()
    {
        await using var f = new EngineFixture();
        f.Orchestration("o", async (context, input) =>
        {
            await context.WaitForExternalEventAsync("go");
            if (input is null)
            {
                context.ContinueAsNew("again");
                return null;
            }

            return context.Version;
        });
        await f.StartAsync();
        await f.Run("o");
        f.Version = "2";
        await f.RestartAsync();
        await f.Run("o", "newer");
        foreach (var id in new[] { "i", "newer", "i", "newer" })
        {
            await f.Raise("go", id: id);
            await f.Idle();
        }

        Assert.Equal(("1", "2"), ((await f.Get()).Output, (await f.Get("newer")).Output));
    }

    [Fact]
    public async Task An_unhandled_fault_fails_the_instance_and_keeps_only_texts_of_our_own()
    {
        await using var f = await new EngineFixture()
            .Activity("parse", input => $"{int.Parse(input!, CultureInfo.InvariantCulture)}")
            .Orchestration("own", (_, _) => throw new ActivityException("Odd", "that went wrong"))
            .Orchestration("foreign", async (context, _) => await context.CallActivityAsync("parse", "11010519491231002X"))
            .StartAsync();

        Assert.Equal(new ActivityFailure("Odd", "that went wrong"), (await f.Run("own", "a")).Failure);
        var failed = await f.Run("foreign", "b");
        Assert.Equal((RuntimeStatus.Failed, "FormatException"), (failed.Status, failed.Failure!.ErrorType));
        Assert.DoesNotContain("11010519491231002X", failed.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("Number", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_nobody_registered_are_told()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) => await context.CallActivityAsync("nothing", null, new RetryPolicy(9, TimeSpan.FromHours(1))))
            .StartAsync();

        Assert.Equal(EngineErrorTypes.NotRegistered, (await f.Run("o")).Failure!.ErrorType);
        await Assert.ThrowsAsync<ArgumentException>(() => f.Start("unknown", "x"));
    }

    [Fact]
    public async Task Instances_beyond_the_limit_leave_memory_and_go_on_when_woken()
    {
        await using var f = new EngineFixture();
        f.Options = f.Options with { MaxInstancesInMemory = 3 };
        f.Orchestration("o", async (context, input) =>
        {
            var first = await context.CallActivityAsync("echo", input);
            return first + await context.WaitForExternalEventAsync("go");
        });
        await f.StartAsync();
        foreach (var i in Enumerable.Range(0, 20))
        {
            await f.Run("o", $"i{i}", $"{i}");
        }

        Assert.InRange(f.Engine.Depths.InstancesInMemory, 0, 3);
        foreach (var i in Enumerable.Range(0, 20))
        {
            await f.Raise("go", "!", $"i{i}");
        }

        await f.Idle();
        foreach (var i in Enumerable.Range(0, 20))
        {
            Assert.Equal($"{i}!", (await f.Get($"i{i}")).Output);
        }

        Assert.Equal(20, f.Ran.Count);
    }
}
