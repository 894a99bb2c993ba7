using System.Globalization;
using OnboardingFlow.Engine.Tests.Support;
using OnboardingFlow.Core.Ports;

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
        await f.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(start.AddDays(400).ToString("o", CultureInfo.InvariantCulture), (await f.Get()).Output);
    }

    [Fact]
    public async Task An_event_wakes_who_waits_for_it()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) => await context.WaitForExternalEventAsync("signed"))
            .StartAsync();
        await f.Run("o");

        Assert.Equal(OperationResult.Done, await f.Raise("signed", "\"yes\""));
        await f.Idle();

        Assert.Equal("\"yes\"", (await f.Get()).Output);
    }

    [Fact]
    public async Task An_orchestration_goes_on_after_a_crash_without_repeating_recorded_activities()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                var first = await context.CallActivityAsync("echo", "1");
                await context.WaitForExternalEventAsync("go");
                return first + await context.CallActivityAsync("echo", "2");
            })
            .StartAsync();
        await f.Run("o");

        await f.CrashAsync();
        await f.Raise("go");
        await f.Idle();

        Assert.Equal("12", (await f.Get()).Output);
        Assert.Equal(["1", "2"], f.Ran.Select(r => r.Input));
    }
}
