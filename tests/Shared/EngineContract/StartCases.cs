using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>Starting, and starting again.</summary>
internal static class StartCases
{
    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("A running id is not started again", setup => async run =>
        {
            await run.BeginAsync("idle", "1");

            Assert.Equal(StartResult.AlreadyExists, await run.StartAsync("idle", "2"));

            await run.RaiseAsync("end", "5");
            var end = await run.EndAsync();
            Assert.Equal(("1", "5"), (end.Input, end.Output));
        }),
        new("An ended id is not started again by itself", setup =>
        {
            setup.Orchestration("o", (_, input) => Task.FromResult(input));
            return async run =>
            {
                await run.OutputAsync("o", "1");

                Assert.Equal(StartResult.AlreadyExists, await run.StartAsync("o", "2"));

                await run.SettleAsync();
                Assert.Equal("1", (await run.EndAsync()).Output);
            };
        }),
        new("Who saw the end may replace it", setup =>
        {
            setup.Orchestration("o", (_, input) => Task.FromResult(input));
            return async run =>
            {
                await run.OutputAsync("o", "1");
                var seen = (await run.EndAsync()).CreatedAt;
                await run.PassAsync(1);

                Assert.NotEqual(StartResult.AlreadyExists, await run.StartAsync("o", "2", replaces: seen));

                Assert.Equal("2", (await run.UntilAsync(snapshot => snapshot.HasEnded && snapshot.Input == "2")).Output);
            };
        }),
        new("Who saw an earlier end may not", setup =>
        {
            setup.Orchestration("o", (_, input) => Task.FromResult(input));
            return async run =>
            {
                await run.OutputAsync("o", "1");
                var seen = (await run.EndAsync()).CreatedAt;

                Assert.Equal(StartResult.AlreadyExists, await run.StartAsync("o", "2", replaces: seen.AddSeconds(-1)));

                await run.SettleAsync();
                Assert.Equal("1", (await run.EndAsync()).Output);
            };
        }),
        new("A running id is not replaced", setup => async run =>
        {
            await run.BeginAsync("idle", "1");
            var seen = (await run.UntilAsync(_ => true)).CreatedAt;

            Assert.Equal(StartResult.AlreadyExists, await run.StartAsync("idle", "2", replaces: seen));

            Assert.Equal("1", (await run.UntilAsync(_ => true)).Input);
        }),
        new("A suspended id is not started again", setup => async run =>
        {
            await run.BeginAsync("idle", "1");
            await run.Client.SuspendAsync(run.Id(), null, ContractRun.Token);
            await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Suspended);

            Assert.Equal(StartResult.AlreadyExists, await run.StartAsync("idle", "2"));
        }),
        new("A purged id can be started anew", setup =>
        {
            setup.Orchestration("o", (_, input) => Task.FromResult(input));
            return async run =>
            {
                await run.OutputAsync("o", "1");
                Assert.Equal(OperationResult.Done, await run.Client.PurgeAsync(run.Id(), ContractRun.Token));
                Assert.Equal("2", await run.OutputAsync("o", "2"));
            };
        }),
        new("Fifty instances that run at once don't meet", setup =>
        {
            setup.Orchestration("o", async (context, input) =>
            {
                var first = await context.CallActivityAsync("echo", input);
                return await context.CallActivityAsync("echo", $"[{first},{await context.WaitForExternalEventAsync("e")}]");
            });
            return async run =>
            {
                for (var i = 0; i < 50; i++)
                {
                    Assert.NotEqual(StartResult.AlreadyExists, await run.StartAsync("o", $"{i}", $"i{i}"));
                }

                for (var i = 0; i < 50; i++)
                {
                    await run.RaiseAsync("e", $"{-i}", $"i{i}");
                }

                for (var i = 0; i < 50; i++)
                {
                    Assert.Equal($"[{i},{-i}]", (await run.EndAsync($"i{i}")).Output);
                }
            };
        }),
    ];
}
