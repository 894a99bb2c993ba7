using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

public sealed class OperationTests
{
    private static CancellationToken Cancel => EngineFixture.Cancel;

    [Fact]
    public async Task A_suspended_instance_stands_still_and_takes_up_everything_when_resumed()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                var timer = context.CreateTimerAsync(context.CurrentUtc.AddMinutes(1));
                var result = await context.WaitForExternalEventAsync("a") + await context.CallActivityAsync("echo", "2");
                await timer;
                return result;
            })
            .StartAsync();
        await f.Run("o");

        Assert.Equal(OperationResult.Done, await f.Client.SuspendAsync("i", "look", Cancel));
        Assert.Equal(OperationResult.WrongStatus, await f.Client.SuspendAsync("i", "again", Cancel));
        await f.Raise("a", "1");
        await f.Pass(TimeSpan.FromMinutes(2));
        await f.CrashAsync();
        await f.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(RuntimeStatus.Suspended, (await f.Get()).Status);
        Assert.Empty(f.Ran);

        Assert.Equal(OperationResult.Done, await f.Client.ResumeAsync("i", null, Cancel));
        await f.Idle();
        Assert.Equal("12", (await f.Get()).Output);
        Assert.Equal(OperationResult.WrongStatus, await f.Client.ResumeAsync("i", null, Cancel));
    }

    [Fact]
    public async Task An_activity_that_ended_during_a_suspension_is_not_run_again()
    {
        var gate = new TaskCompletionSource();
        await using var f = await new EngineFixture()
            .Activity("slow", async (_, _, _) =>
            {
                await gate.Task;
                return "done";
            })
            .Orchestration("o", async (context, _) => await context.CallActivityAsync("slow", null))
            .StartAsync();
        await f.Start("o");
        await f.Client.SuspendAsync("i", null, Cancel);
        gate.SetResult();
        await f.Idle();
        await f.CrashAsync();
        await f.Client.ResumeAsync("i", null, Cancel);
        await f.Idle();

        Assert.Equal("done", (await f.Get()).Output);
        Assert.Single(f.Ran);
    }

    [Fact]
    public async Task A_terminated_instance_ends_at_once_with_the_reason()
    {
        await using var f = await new EngineFixture()
            .Orchestration("child", async (context, _) => await context.WaitForExternalEventAsync("never"))
            .Orchestration("o", async (context, _) => await context.CallSubOrchestrationAsync("child", "c", null))
            .StartAsync();
        await f.Run("o");

        Assert.Equal(OperationResult.Done, await f.Client.TerminateAsync("c", "enough", Cancel));
        await f.Idle();

        Assert.Equal((RuntimeStatus.Terminated, "enough"), ((await f.Get("c")).Status, (await f.Get("c")).Output));
        Assert.Equal(EngineErrorTypes.Terminated, (await f.Get()).Failure!.ErrorType);
        Assert.Equal(OperationResult.WrongStatus, await f.Client.TerminateAsync("c", null, Cancel));
        Assert.Equal(OperationResult.NotFound, await f.Client.TerminateAsync("nobody", null, Cancel));
    }

    [Fact]
    public async Task A_rewind_runs_again_only_what_failed()
    {
        var broken = true;
        await using var f = await new EngineFixture()
            .Activity("handled", _ => throw new ActivityException("Odd", "always"))
            .Activity("flaky", input => broken ? throw new ActivityException("Down", "down") : input)
            .Orchestration("o", async (context, _) =>
            {
                var first = await context.CallActivityAsync("echo", "1");
                try
                {
                    await context.CallActivityAsync("handled", null);
                }
                catch (ActivityFailedException)
                {
                    first += await context.CallActivityAsync("echo", "2");
                }

                var all = await Task.WhenAll(context.CallActivityAsync("flaky", "3"), context.CallActivityAsync("echo", "4"), context.CallActivityAsync("flaky", "5"));
                return first + string.Concat(all);
            })
            .StartAsync();
        Assert.Equal("Down", (await f.Run("o")).Failure!.ErrorType);
        f.Ran.Clear();
        broken = false;

        await f.CrashAsync();
        Assert.Equal(OperationResult.Done, await f.Client.RewindAsync("i", "repaired", Cancel));
        await f.Idle();

        var end = await f.Get();
        Assert.Equal((RuntimeStatus.Completed, "12345", null), (end.Status, end.Output, end.Failure));
        Assert.Equal(["3", "5"], f.Ran.Select(r => r.Input!).Order());
        Assert.Equal(OperationResult.WrongStatus, await f.Client.RewindAsync("i", null, Cancel));
    }

    [Fact]
    public async Task A_rewound_call_has_its_attempts_anew_and_can_fail_and_be_rewound_again()
    {
        var left = 7;
        await using var f = await new EngineFixture()
            .Activity("flaky", input => --left > 0 ? throw new ActivityException("Down", "down") : input)
            .Orchestration("o", async (context, _) => await context.CallActivityAsync("flaky", "x", new RetryPolicy(3, TimeSpan.FromSeconds(1))))
            .StartAsync();
        await f.Run("o");
        foreach (var ran in new[] { 3, 6, 7 })
        {
            await f.Pass(TimeSpan.FromMinutes(1));
            Assert.Equal(ran, f.Ran.Count);
            await f.Client.RewindAsync("i", null, Cancel);
            await f.Idle();
            await f.CrashAsync();
        }

        await f.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("x", (await f.Get()).Output);
        Assert.Single(f.Ran.Select(r => r.Key).Distinct());
    }

    [Fact]
    public async Task A_rewound_parent_rewinds_the_child_that_failed()
    {
        var broken = true;
        await using var f = await new EngineFixture()
            .Activity("flaky", input => broken ? throw new ActivityException("Down", "down") : input)
            .Orchestration("child", async (context, _) => await context.CallActivityAsync("echo", "1") + await context.CallActivityAsync("flaky", "2"))
            .Orchestration("o", async (context, _) => await context.CallSubOrchestrationAsync("child", "c", null))
            .StartAsync();
        Assert.Equal(RuntimeStatus.Failed, (await f.Run("o")).Status);
        broken = false;

        await f.Client.RewindAsync("i", null, Cancel);
        await f.Idle();

        Assert.Equal(("12", "12"), ((await f.Get()).Output, (await f.Get("c")).Output));
        Assert.Equal(["1", "2", "2"], f.Ran.Select(r => r.Input));
    }

    [Fact]
    public async Task Only_ended_instances_are_purged()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) => await context.WaitForExternalEventAsync("end"))
            .StartAsync();
        await f.Run("o");

        Assert.Equal(OperationResult.WrongStatus, await f.Client.PurgeAsync("i", Cancel));
        await f.Raise("end");
        Assert.Equal(OperationResult.Done, await f.Client.PurgeAsync("i", Cancel));
        Assert.Equal(OperationResult.NotFound, await f.Client.PurgeAsync("i", Cancel));
    }

    [Fact]
    public async Task Instances_that_ended_long_ago_are_purged_by_themselves()
    {
        await using var f = new EngineFixture();
        f.Options = f.Options with { Retention = TimeSpan.FromDays(2) };
        f.Orchestration("o", (_, _) => Task.FromResult<string?>(null));
        await f.StartAsync();
        foreach (var i in Enumerable.Range(0, 250))
        {
            await f.Run("o", $"old{i}");
        }

        await f.Pass(TimeSpan.FromDays(1));
        await f.Run("o", "young");
        await f.Pass(TimeSpan.FromDays(1));
        await f.Pass(TimeSpan.FromHours(1));

        var left = await f.Client.ListAsync(RuntimeStatus.Completed, null, 500, Cancel);
        Assert.Equal("young", Assert.Single(left).InstanceId);
    }
}
