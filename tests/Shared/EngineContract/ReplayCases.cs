using System.Collections.Concurrent;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>What replay keeps the same.</summary>
internal static class ReplayCases
{
    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("Guids are the same on each replay and differ from each other", setup =>
        {
            var seen = new ConcurrentBag<string>();
            setup.Orchestration("o", async (context, _) =>
            {
                var (first, second) = (context.NewGuid(), context.NewGuid());
                seen.Add($"{first}{second}");
                await context.CallActivityAsync("echo", "1");
                await context.WaitForExternalEventAsync("e");
                return first == second ? "false" : "true";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("e");
                Assert.Equal("true", (await run.EndAsync()).Output);
                Assert.Single(seen.Distinct());
            };
        }),
        new("The clock is the same on each replay", setup =>
        {
            var seen = new ConcurrentBag<DateTimeOffset>();
            setup.Orchestration("o", async (context, _) =>
            {
                seen.Add(context.CurrentUtc);
                await context.CallActivityAsync("echo", "1");
                await context.WaitForExternalEventAsync("e");
                return "1";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.PassAsync(1);
                await run.RaiseAsync("e");
                await run.EndAsync();
                Assert.Single(seen.Distinct());
                Assert.All(seen, time => Assert.Equal(TimeSpan.Zero, time.Offset));
            };
        }),
        new("A recorded result is never computed again", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                for (var i = 0; i < 5; i++)
                {
                    await context.CallActivityAsync("echo", $"{i}");
                    await context.WaitForExternalEventAsync("e");
                }

                return "1";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                for (var i = 0; i < 5; i++)
                {
                    await run.RaiseAsync("e");
                }

                await run.EndAsync();
                Assert.Equal(["0", "1", "2", "3", "4"], setup.Ran.Select(call => call.Input));
            };
        }),
        new("What isn't replayed says so once", setup =>
        {
            var live = 0;
            setup.Orchestration("o", async (context, _) =>
            {
                if (!context.IsReplaying)
                {
                    Interlocked.Increment(ref live);
                }

                await context.CallActivityAsync("echo", "1");
                await context.WaitForExternalEventAsync("e");
                return "1";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("e");
                await run.EndAsync();
                Assert.Equal(1, live);
            };
        }),
        new("An instance sees its id and the version that it was started with", setup =>
        {
            setup.Orchestration("o", (context, _) => Task.FromResult<string?>($"\"{context.InstanceId} {context.Version}\""));
            return async run => Assert.Equal($"\"{run.Id()} {ContractRegistry.Version}\"", await run.OutputAsync("o"));
        }),
    ];
}
