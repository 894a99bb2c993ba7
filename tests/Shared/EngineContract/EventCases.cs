using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>External events.</summary>
internal static class EventCases
{
    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("An event wakes who waits for it", setup =>
        {
            setup.Orchestration("o", (context, _) => context.WaitForExternalEventAsync("e"));
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("e", """{"a":1}""");
                Assert.Equal("""{"a":1}""", (await run.EndAsync()).Output);
            };
        }),
        new("An event without payload is an event", setup =>
        {
            setup.Orchestration("o", async (context, _) => await context.WaitForExternalEventAsync("e") is null ? "true" : "false");
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("e");
                Assert.Equal("true", (await run.EndAsync()).Output);
            };
        }),
        new("Events that came before anyone waited are kept in order", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                await context.WaitForExternalEventAsync("go");
                return $"[{await context.WaitForExternalEventAsync("e")},{await context.WaitForExternalEventAsync("e")},{await context.WaitForExternalEventAsync("e")}]";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("e", "1");
                await run.RaiseAsync("e", "2");
                await run.RaiseAsync("e", "3");
                await run.RaiseAsync("go");
                Assert.Equal("[1,2,3]", (await run.EndAsync()).Output);
            };
        }),
        new("Events of different names don't meet", setup =>
        {
            setup.Orchestration("o", async (context, _) => $"[{await context.WaitForExternalEventAsync("a")},{await context.WaitForExternalEventAsync("b")}]");
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("b", "2");
                await run.SettleAsync();
                Assert.False((await run.UntilAsync(_ => true)).HasEnded);
                await run.RaiseAsync("a", "1");
                Assert.Equal("[1,2]", (await run.EndAsync()).Output);
            };
        }),
        new("Each event completes exactly one of two waiters", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                var first = context.WaitForExternalEventAsync("e");
                var second = context.WaitForExternalEventAsync("e");
                await Task.WhenAny(first, second);
                context.SetCustomStatus(first.IsCompleted && second.IsCompleted ? "\"both\"" : "\"one\"");

                // Which of the two is first is nobody's promise: Durable Task serves the newest.
                return $"[{string.Join(',', (await Task.WhenAll(first, second)).Order(StringComparer.Ordinal))}]";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("e", "1");
                await run.StatusAsync("\"one\"");
                await run.RaiseAsync("e", "2");
                Assert.Equal("[1,2]", (await run.EndAsync()).Output);
            };
        }),
        new("A cancelled waiter takes no event", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                using var cancel = new CancellationTokenSource();
                var given = context.WaitForExternalEventAsync("e", cancel.Token);
                await context.CallActivityAsync("echo", "1");
                cancel.Cancel();
                context.SetCustomStatus(given.IsCanceled ? "\"cancelled\"" : "\"waiting\"");
                await context.WaitForExternalEventAsync("go");
                return await context.WaitForExternalEventAsync("e");
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.StatusAsync("\"cancelled\"");
                await run.RaiseAsync("e", "1");
                await run.RaiseAsync("go");
                Assert.Equal("1", (await run.EndAsync()).Output);
            };
        }),
        new("A waiter that lost to a timer and is used again gets the next event", setup =>
        {
            // As the workflow does: one waiter, reused over a loop of polls.
            setup.Orchestration("o", async (context, unit) =>
            {
                var waiter = context.WaitForExternalEventAsync("e");
                for (var polls = 0; ; polls++)
                {
                    using var stop = new CancellationTokenSource();
                    var timer = context.CreateTimerAsync(context.CurrentUtc + TimerCases.Ticks(unit), stop.Token);
                    if (await Task.WhenAny(waiter, timer) == waiter)
                    {
                        stop.Cancel();
                        return $"[{(polls > 0 ? "true" : "false")},{await waiter}]";
                    }

                    context.SetCustomStatus("\"polled\"");
                }
            });
            return async run =>
            {
                await run.BeginAsync("o", TimerCases.Unit(run));
                await run.PassAsync(1);
                await run.StatusAsync("\"polled\"");
                await run.RaiseAsync("e", "5");
                Assert.Equal("[true,5]", (await run.EndAsync()).Output);
            };
        }),
        new("A hundred events arrive, each once and in order", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                var got = new List<string?>();
                while (got.Count < 100)
                {
                    got.Add(await context.WaitForExternalEventAsync("e"));
                }

                return $"[{string.Join(',', got)}]";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                for (var i = 0; i < 100; i++)
                {
                    await run.RaiseAsync("e", $"{i}");
                }

                Assert.Equal($"[{string.Join(',', Enumerable.Range(0, 100))}]", (await run.EndAsync()).Output);
            };
        }),
        new("An event for nobody, or for one that ended, says so", setup =>
        {
            setup.Orchestration("o", (_, _) => Task.FromResult<string?>("1"));
            return async run =>
            {
                Assert.Equal(OperationResult.NotFound, await run.Client.RaiseEventAsync(run.Id("nobody"), "e", null, ContractRun.Token));
                await run.OutputAsync("o");
                Assert.Equal(OperationResult.WrongStatus, await run.Client.RaiseEventAsync(run.Id(), "e", null, ContractRun.Token));
            };
        }),
    ];
}
