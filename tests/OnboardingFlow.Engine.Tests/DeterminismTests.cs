using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Tests.Support;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Engine.Tests;

public sealed class DeterminismTests
{
    private static CancellationToken Cancel => EngineFixture.Cancel;

    private static Func<IOrchestrationContext, string?, Task<string?>> Calls(string first) => async (context, _) =>
    {
        await context.CallActivityAsync(first, null);
        await context.WaitForExternalEventAsync("go");
        return await context.CallActivityAsync("echo", "end");
    };

    [Fact]
    public async Task A_replay_that_differs_fails_the_instance_naming_both_events_and_is_rewound_by_the_right_code()
    {
        await using var f = new EngineFixture();
        f.Activity("presign", _ => null).Activity("sign", _ => null).Orchestration("o", Calls("presign"));
        await f.StartAsync();
        await f.Run("o");

        f.Orchestration("o", Calls("sign"));
        await f.RestartAsync();
        await f.Raise("go");
        await f.Idle();
        var failed = await f.Get();
        Assert.Equal((RuntimeStatus.Failed, EngineErrorTypes.NonDeterminism), (failed.Status, failed.Failure!.ErrorType));
        Assert.Contains("history has ActivityScheduled #0 'presign', the code now did ActivityScheduled #0 'sign'", failed.Failure.Message, StringComparison.Ordinal);

        f.Orchestration("o", Calls("presign"));
        await f.RestartAsync();
        await f.Client.RewindAsync("i", "right code", Cancel);
        await f.Idle();
        Assert.Equal("end", (await f.Get()).Output);
        Assert.Equal(["presign", "echo"], f.Ran.Select(r => r.Name));
    }

    [Fact]
    public async Task Code_that_does_less_or_something_else_than_its_history_is_found()
    {
        await using var f = new EngineFixture();
        f.Orchestration("o", Calls("echo"));
        await f.StartAsync();
        await f.Run("o");

        await Differs(async (context, _) => await context.WaitForExternalEventAsync("go"), "history has ActivityScheduled #0 'echo', the code now did nothing");
        await Differs(async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtc);
            return null;
        }, "the code now did TimerCreated #0");
        await Differs((_, _) => Task.FromResult<string?>(null), "the code now did OrchestrationCompleted");
        await Differs(async (context, _) =>
        {
            await context.CallActivityAsync("echo", null);
            return await context.CallActivityAsync("echo", null);
        }, "history has nothing more in this turn, the code now did ActivityScheduled #1 'echo'");

        async Task Differs(Func<IOrchestrationContext, string?, Task<string?>> code, string expected)
        {
            f.Orchestration("o", code);
            await f.RestartAsync();
            await f.Raise("go");
            await f.Idle();
            Assert.Contains(expected, (await f.Get()).Failure!.Message, StringComparison.Ordinal);
            f.Orchestration("o", Calls("echo"));
            await f.RestartAsync();
            Assert.Single(await f.Client.ReadHistoryAsync("i", Cancel));
            await f.Client.RewindAsync("i", null, Cancel);
            await f.Idle();
            Assert.Equal(RuntimeStatus.Completed, (await f.Get()).Status);
            await f.Client.PurgeAsync("i", Cancel);
            await f.Run("o");
        }
    }

    [Fact]
    public async Task A_changed_payload_or_time_replays_and_history_counts()
    {
        await using var f = new EngineFixture();
        Func<IOrchestrationContext, string?, Task<string?>> Code(int minutes) => async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtc.AddMinutes(minutes));
            return "rang";
        };
        f.Orchestration("o", Code(5));
        await f.StartAsync();
        await f.Run("o");
        f.Orchestration("o", Code(50));
        await f.RestartAsync();
        await f.Pass(TimeSpan.FromMinutes(5));

        Assert.Equal("rang", (await f.Get()).Output);
    }

    [Fact]
    public async Task Awaiting_a_task_of_its_own_fails_the_instance()
    {
        using var outside = new SemaphoreSlim(0);
        await using var f = await new EngineFixture()
            .Orchestration("alone", async (_, _) =>
            {
                await outside.WaitAsync(Cancel);
                return null;
            })
            .Orchestration("beside a timer", async (context, _) =>
            {
                var timer = context.CreateTimerAsync(context.CurrentUtc.AddHours(1));
                await outside.WaitAsync(Cancel);
                await timer;
                return null;
            })
            .Orchestration("without context", async (context, _) =>
            {
                await context.CallActivityAsync("echo", null).ConfigureAwait(false);
                await context.CallActivityAsync("echo", null);
                return null;
            })
            .StartAsync();

        Assert.Equal(EngineErrorTypes.ForeignTask, (await f.Run("alone", "a")).Failure!.ErrorType);
        Assert.Equal(EngineErrorTypes.ForeignTask, (await f.Run("without context", "c")).Failure!.ErrorType);
        await f.Start("beside a timer", "b");
        outside.Release(2);
        var end = await f.Client.WaitForEndAsync("b", Cancel);
        Assert.Equal(EngineErrorTypes.ForeignTask, end!.Failure!.ErrorType);
    }

    [Fact]
    public async Task A_history_that_grows_too_long_fails_the_instance_with_advice()
    {
        await using var f = new EngineFixture();
        f.Options = f.Options with { HistoryWarning = 10, HistoryLimit = 30 };
        f.Orchestration("o", async (context, _) =>
        {
            while (true)
            {
                await context.CallActivityAsync("echo", null);
            }
        });
        await f.StartAsync();

        var failed = await f.Run("o");
        Assert.Equal(EngineErrorTypes.LimitExceeded, failed.Failure!.ErrorType);
        Assert.Contains("continues as new", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recorded_histories_can_be_checked_against_code()
    {
        await using var f = new EngineFixture();
        f.Activity("presign", _ => null).Orchestration("o", Calls("presign"));
        await f.StartAsync();
        await f.Run("o");
        await f.Raise("go");
        await f.Idle();
        var history = Assert.Single(await f.Client.ReadHistoryAsync("i", Cancel));

        Assert.Null(HistoryCheck.Replay(Registry("presign"), history));
        Assert.Equal(EngineErrorTypes.NonDeterminism, HistoryCheck.Replay(Registry("sign"), history)!.ErrorType);

        static DurableRegistry Registry(string activity) =>
            new(new Dictionary<string, IOrchestration> { ["o"] = new CodeOrchestration(Calls(activity)) }, new Dictionary<string, IActivity>(), "1");
    }
}
