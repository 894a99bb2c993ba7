using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task Events_that_came_before_anyone_waited_are_taken_in_order()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                await context.WaitForExternalEventAsync("go");
                return string.Concat(
                    await context.WaitForExternalEventAsync("a"), await context.WaitForExternalEventAsync("b"), await context.WaitForExternalEventAsync("a"));
            })
            .StartAsync();
        await f.Run("o");
        await f.Raise("a", "1");
        await f.Raise("a", "2");
        await f.CrashAsync();
        await f.Raise("b", "3");
        await f.Raise("go");
        await f.Idle();

        Assert.Equal("132", (await f.Get()).Output);
    }

    [Fact]
    public async Task Each_event_completes_exactly_one_waiter()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                var first = context.WaitForExternalEventAsync("a");
                var second = context.WaitForExternalEventAsync("a");
                await first;
                context.SetCustomStatus(second.IsCompleted ? "\"both\"" : "\"one\"");
                return await first + await second;
            })
            .StartAsync();
        await f.Run("o");
        await f.Raise("a", "1");
        await f.Idle();
        Assert.Equal("\"one\"", (await f.Get()).CustomStatus);
        await f.Raise("a", "2");
        await f.Idle();

        Assert.Equal("12", (await f.Get()).Output);
    }

    [Fact]
    public async Task A_cancelled_waiter_takes_no_event()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, _) =>
            {
                using var cancel = new CancellationTokenSource();
                var waiter = context.WaitForExternalEventAsync("a", cancel.Token);
                cancel.Cancel();
                await context.WaitForExternalEventAsync("go");
                var taken = await context.WaitForExternalEventAsync("a");
                return $"{waiter.IsCanceled} {taken}";
            })
            .StartAsync();
        await f.Run("o");
        await f.Raise("a", "kept");
        await f.Raise("go");
        await f.Idle();

        Assert.Equal("True kept", (await f.Get()).Output);
    }

    [Fact]
    public async Task Events_nobody_took_survive_continue_as_new_in_order()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, input) =>
            {
                if (input!.Length == 3)
                {
                    return input;
                }

                var next = await context.WaitForExternalEventAsync("a");
                context.ContinueAsNew(input + next);
                return null;
            })
            .StartAsync();
        await f.Run("o", input: "");
        await f.Client.SuspendAsync("i", null, EngineFixture.Cancel);
        foreach (var payload in new[] { "1", "2", "3" })
        {
            await f.Raise("a", payload);
        }

        await f.CrashAsync();
        await f.Client.ResumeAsync("i", null, EngineFixture.Cancel);
        await f.Idle();

        var end = await f.Get();
        Assert.Equal((RuntimeStatus.Completed, "123", "123"), (end.Status, end.Output, end.Input));
    }

    [Fact]
    public async Task An_execution_that_continued_as_new_begins_with_fresh_history()
    {
        await using var f = await new EngineFixture()
            .Orchestration("o", async (context, input) =>
            {
                var count = int.Parse(input!, System.Globalization.CultureInfo.InvariantCulture);
                await context.CreateTimerAsync(context.CurrentUtc.AddMinutes(1));
                await context.CallActivityAsync("echo", input);
                context.SetCustomStatus($"{count}");
                if (count < 50)
                {
                    context.ContinueAsNew($"{count + 1}");
                }

                return "done";
            })
            .StartAsync();
        await f.Run("o", input: "1");
        await f.Pass(TimeSpan.FromMinutes(25));
        await f.CrashAsync();
        await f.Pass(TimeSpan.FromMinutes(24.5));
        var history = Assert.Single(await f.Client.ReadHistoryAsync("i", EngineFixture.Cancel));
        Assert.Equal((49, 2), (history.Execution, history.Turns.Count));
        Assert.Equal("49", (await f.Get()).CustomStatus);
        await f.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("done", (await f.Get()).Output);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"{i}"), f.Ran.Select(r => r.Input));
        Assert.Equal(50, f.Ran.Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public async Task Beyond_the_limit_an_event_is_refused_and_the_kept_ones_stay()
    {
        await using var f = new EngineFixture();
        f.Options = f.Options with { MaxBufferedEvents = 2 };
        f.Orchestration("o", async (context, _) =>
        {
            await context.WaitForExternalEventAsync("go");
            return await context.WaitForExternalEventAsync("a") + await context.WaitForExternalEventAsync("a");
        });
        await f.StartAsync();
        await f.Run("o");
        await f.Raise("a", "1");
        await f.Raise("a", "2");
        await Assert.ThrowsAsync<EngineLimitException>(() => f.Raise("a", "3"));
    }

    [Fact]
    public async Task An_event_for_nobody_says_so()
    {
        await using var f = await new EngineFixture().Orchestration("o", (_, _) => Task.FromResult<string?>(null)).StartAsync();
        await f.Run("o");

        Assert.Equal(OperationResult.NotFound, await f.Raise("a", id: "nobody"));
        Assert.Equal(OperationResult.WrongStatus, await f.Raise("a"));
    }

    [Fact]
    public async Task Payloads_beyond_the_limit_are_refused()
    {
        await using var f = await new EngineFixture()
            .Activity("long", _ => new string('é', 33_000))
            .Orchestration("waits", async (context, _) => await context.WaitForExternalEventAsync("a"))
            .Orchestration("long result", async (context, _) => await context.CallActivityAsync("long", null))
            .Orchestration("long input", async (context, _) =>
            {
                try
                {
                    return await context.CallActivityAsync("echo", new string('x', 70_000));
                }
                catch (EngineLimitException)
                {
                    return "hidden";
                }
            })
            .StartAsync();
        await f.Run("waits");

        await Assert.ThrowsAsync<EngineLimitException>(() => f.Raise("a", new string('x', 65_537)));
        await Assert.ThrowsAsync<EngineLimitException>(() => f.Start("waits", "b", new string('x', 65_537)));
        Assert.Equal(EngineErrorTypes.LimitExceeded, (await f.Run("long result", "c")).Failure!.ErrorType);
        Assert.Equal(EngineErrorTypes.LimitExceeded, (await f.Run("long input", "d")).Failure!.ErrorType);
    }
}
