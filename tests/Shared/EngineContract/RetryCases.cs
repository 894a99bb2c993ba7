using System.Collections.Concurrent;
using System.Globalization;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>Retry policies.</summary>
internal static class RetryCases
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("Without a policy an activity runs once", setup =>
        {
            setup.Orchestration("o", (context, _) => ActivityCases.FailureAsync(() => context.CallActivityAsync("fail", "\"Transient\"")));
            return async run =>
            {
                await run.OutputAsync("o");
                Assert.Single(setup.Ran);
            };
        }),
        new("It is repeated until it succeeds", setup =>
        {
            Fails(setup, 2);
            setup.Orchestration("o", (context, _) => context.CallActivityAsync("flaky", "1", new RetryPolicy(5, Short)));
            return async run =>
            {
                Assert.Equal("1", await PassedAsync(run));
                Assert.Equal(3, setup.Ran.Count);
            };
        }),
        new("After the last attempt the failure arrives", setup =>
        {
            setup.Orchestration("o", (context, _) => ActivityCases.FailureAsync(() => context.CallActivityAsync("fail", "\"Transient\"", new RetryPolicy(3, Short))));
            return async run =>
            {
                Assert.Equal("\"fail Transient it was asked to\"", await PassedAsync(run));
                Assert.Equal(3, setup.Ran.Count);
            };
        }),
        new("A non-retryable error is not repeated", setup =>
        {
            setup.Orchestration("o", (context, _) => ActivityCases.FailureAsync(() => context.CallActivityAsync(
                "fail", "\"Configuration\"", new RetryPolicy(5, Short) { NonRetryableErrors = ["Configuration"] })));
            return async run =>
            {
                Assert.Equal("\"fail Configuration it was asked to\"", await PassedAsync(run));
                Assert.Single(setup.Ran);
            };
        }),
        new("A retryable error that turns into a non-retryable one ends the attempts", setup =>
        {
            var attempt = 0;
            setup.Activity("turns", (_, _) => throw new ActivityException(Interlocked.Increment(ref attempt) < 3 ? "Transient" : "Configuration", "so"));
            setup.Orchestration("o", (context, _) => ActivityCases.FailureAsync(() => context.CallActivityAsync(
                "turns", null, new RetryPolicy(9, Short) { NonRetryableErrors = ["Configuration"] })));
            return async run =>
            {
                Assert.Equal("\"turns Configuration so\"", await PassedAsync(run));
                Assert.Equal(3, setup.Ran.Count);
            };
        }),
        new("All attempts share one idempotency key", setup =>
        {
            Fails(setup, 2);
            setup.Orchestration("o", (context, _) => context.CallActivityAsync("flaky", "1", new RetryPolicy(5, Short)));
            return async run =>
            {
                await PassedAsync(run);
                Assert.Single(setup.Ran.Select(call => call.Context.IdempotencyKey).Distinct());
            };
        }),
        new("Delays grow by the coefficient up to the longest", setup =>
        {
            // Times as history has them: the orchestration looks at its clock after each attempt.
            Fails(setup, 4);
            setup.Orchestration("o", async (context, unit) =>
            {
                var first = TimeSpan.FromTicks(long.Parse(unit!, CultureInfo.InvariantCulture));
                var began = context.CurrentUtc;
                await context.CallActivityAsync("flaky", "1", new RetryPolicy(5, first, 2, 3 * first));
                return (context.CurrentUtc - began).Ticks.ToString(CultureInfo.InvariantCulture);
            });
            return async run =>
            {
                // 1 + 2 + 3 + 3 units: without growth it would be 4, without a bound 15.
                await run.BeginAsync("o", run.Unit.Ticks.ToString(CultureInfo.InvariantCulture));
                await run.PassAsync(9);
                var end = await run.EndAsync();
                var units = long.Parse(end.Output!, CultureInfo.InvariantCulture) / (double)run.Unit.Ticks;
                Assert.InRange(units, 9 - (4 * (run.RetryGrain / run.Unit)), 14.9);
            };
        }),
        new("Two calls that fail are repeated each by its own policy", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                var few = ActivityCases.FailureAsync(() => context.CallActivityAsync("fail", "\"Few\"", new RetryPolicy(2, Short)));
                var many = ActivityCases.FailureAsync(() => context.CallActivityAsync("fail", "\"Many\"", new RetryPolicy(4, Short)));
                await Task.WhenAll(few, many);
                return null;
            });
            return async run =>
            {
                await PassedAsync(run);
                Assert.Equal((2, 4), (setup.Ran.Count(call => call.Input == "\"Few\""), setup.Ran.Count(call => call.Input == "\"Many\"")));
            };
        }),
    ];

    private static void Fails(ContractRegistry setup, int times)
    {
        var attempts = new ConcurrentDictionary<string, int>();
        setup.Activity("flaky", (context, input) => attempts.AddOrUpdate(context.IdempotencyKey, 1, (_, made) => made + 1) > times
            ? input
            : throw new ActivityException("Transient", "again"));
    }

    private static async Task<string?> PassedAsync(ContractRun run)
    {
        await run.BeginAsync("o");
        await run.PassAsync(2);
        return (await run.EndAsync()).Output;
    }
}
