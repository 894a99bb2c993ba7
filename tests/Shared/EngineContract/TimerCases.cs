using System.Globalization;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>Durable timers, and races with them.</summary>
internal static class TimerCases
{
    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("A timer fires at its time and not before", setup =>
        {
            setup.Orchestration("o", async (context, unit) =>
            {
                var due = context.CurrentUtc + Ticks(unit);
                await context.CreateTimerAsync(due);
                return context.CurrentUtc >= due ? "\"in time\"" : "\"too early\"";
            });
            return async run =>
            {
                await run.BeginAsync("o", Unit(run));
                await run.PassAsync(1);
                Assert.Equal("\"in time\"", (await run.EndAsync()).Output);
            };
        }),
        new("A timer of the past fires at once", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                await context.CreateTimerAsync(context.CurrentUtc.AddDays(-1));
                return "1";
            });
            return async run => Assert.Equal("1", await run.OutputAsync("o"));
        }),
        new("Timers fire in the order of their times", setup =>
        {
            setup.Orchestration("o", async (context, unit) =>
            {
                var order = new List<int>();
                await Task.WhenAll(After(2), After(1));
                return $"[{string.Join(',', order)}]";

                async Task After(int units)
                {
                    await context.CreateTimerAsync(context.CurrentUtc + (units * Ticks(unit)));
                    order.Add(units);
                }
            });
            return async run =>
            {
                await run.BeginAsync("o", Unit(run));
                await run.PassAsync(2);
                Assert.Equal("[1,2]", (await run.EndAsync()).Output);
            };
        }),
        new("A timer of ninety days is taken", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                await context.CreateTimerAsync(context.CurrentUtc.AddDays(90));
                return "1";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.PassAsync(1);
                Assert.False((await run.UntilAsync(_ => true)).HasEnded);
            };
        }),
        new("A timer that lost a race keeps nobody waiting", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                using var lost = new CancellationTokenSource();
                var timer = context.CreateTimerAsync(context.CurrentUtc.AddDays(90), lost.Token);
                var call = context.CallActivityAsync("echo", "1");
                var first = await Task.WhenAny(timer, call);
                lost.Cancel();
                return first == call ? await call : "\"timer\"";
            });
            return async run => Assert.Equal("1", await run.OutputAsync("o"));
        }),
        new("A cancelled timer's task is cancelled", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                using var cancel = new CancellationTokenSource();
                var timer = context.CreateTimerAsync(context.CurrentUtc.AddDays(90), cancel.Token);
                await context.CallActivityAsync("echo", "1");
                cancel.Cancel();
                try
                {
                    await timer;
                    return "\"fired\"";
                }
                catch (OperationCanceledException)
                {
                    return "\"cancelled\"";
                }
            });
            return async run => Assert.Equal("\"cancelled\"", await run.OutputAsync("o"));
        }),
        new("An event before the timer wins", setup =>
        {
            setup.Orchestration("o", RaceAsync);
            return async run =>
            {
                await run.BeginAsync("o", "100000000000");
                await run.RaiseAsync("e", "1");
                Assert.Equal("1", (await run.EndAsync()).Output);
            };
        }),
        new("The timer before the event wins", setup =>
        {
            setup.Orchestration("o", RaceAsync);
            return async run =>
            {
                await run.BeginAsync("o", Unit(run));
                await run.PassAsync(1);
                Assert.Equal("\"timer\"", (await run.EndAsync()).Output);
            };
        }),
        new("Time stands still between two looks and goes on over a timer", setup =>
        {
            setup.Orchestration("o", async (context, unit) =>
            {
                var (first, second) = (context.CurrentUtc, context.CurrentUtc);
                await context.CreateTimerAsync(first + Ticks(unit));
                return first == second && context.CurrentUtc > second ? "true" : "false";
            });
            return async run =>
            {
                await run.BeginAsync("o", Unit(run));
                await run.PassAsync(1);
                Assert.Equal("true", (await run.EndAsync()).Output);
            };
        }),
    ];

    internal static TimeSpan Ticks(string? text) => TimeSpan.FromTicks(long.Parse(text!, CultureInfo.InvariantCulture));

    internal static string Unit(ContractRun run) => run.Unit.Ticks.ToString(CultureInfo.InvariantCulture);

    private static async Task<string?> RaceAsync(Core.Ports.IOrchestrationContext context, string? ticks)
    {
        using var lost = new CancellationTokenSource();
        var timer = context.CreateTimerAsync(context.CurrentUtc + Ticks(ticks), lost.Token);
        var happened = context.WaitForExternalEventAsync("e", lost.Token);
        var first = await Task.WhenAny(timer, happened);
        lost.Cancel();
        return first == happened ? await happened : "\"timer\"";
    }
}
