using System.Globalization;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>Executions that continue as new.</summary>
internal static class ContinueAsNewCases
{
    public const string EventSurvives = "An event nobody took survives continuing as new";
    public const string EventsSurvive = "Several events survive it in order";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("An execution that continues as new begins again with its new input", setup =>
        {
            setup.Orchestration("o", async (context, input) =>
            {
                await context.CallActivityAsync("echo", input);
                if (input == "3")
                {
                    return input;
                }

                context.ContinueAsNew($"{int.Parse(input!, CultureInfo.InvariantCulture) + 1}");
                return null;
            });
            return async run =>
            {
                Assert.Equal("3", await run.OutputAsync("o", "1"));
                Assert.Equal(["1", "2", "3"], setup.Ran.Select(call => call.Input));
                Assert.Equal(3, setup.Ran.Select(call => call.Context.IdempotencyKey).Distinct().Count());
            };
        }),
        new(EventSurvives, setup =>
        {
            setup.Orchestration("o", async (context, input) =>
            {
                await context.WaitForExternalEventAsync("go");
                if (input is null)
                {
                    context.ContinueAsNew("2");
                    return null;
                }

                return await context.WaitForExternalEventAsync("e");
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("e", "5");
                await run.RaiseAsync("go");
                await run.RaiseAsync("go");
                Assert.Equal("5", (await run.EndAsync()).Output);
            };
        }),
        new(EventsSurvive, setup =>
        {
            setup.Orchestration("o", async (context, input) =>
            {
                await context.WaitForExternalEventAsync("go");
                if (input is null)
                {
                    context.ContinueAsNew("2");
                    return null;
                }

                return $"[{await context.WaitForExternalEventAsync("e")},{await context.WaitForExternalEventAsync("e")},{await context.WaitForExternalEventAsync("e")}]";
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("e", "1");
                await run.RaiseAsync("e", "2");
                await run.RaiseAsync("e", "3");
                await run.RaiseAsync("go");
                await run.RaiseAsync("go");
                Assert.Equal("[1,2,3]", (await run.EndAsync()).Output);
            };
        }),
        new("A waiter that was open when it continued as new loses nothing", setup =>
        {
            setup.Orchestration("o", async (context, input) =>
            {
                var waiter = context.WaitForExternalEventAsync("e");
                if (input is null)
                {
                    await context.WaitForExternalEventAsync("go");
                    context.ContinueAsNew("2");
                    return null;
                }

                context.SetCustomStatus("\"again\"");
                return await waiter;
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.RaiseAsync("go");
                await run.StatusAsync("\"again\"");
                await run.RaiseAsync("e", "5");
                Assert.Equal("5", (await run.EndAsync()).Output);
            };
        }),
        new("The version stays over continuing as new", setup =>
        {
            setup.Orchestration("o", (context, input) =>
            {
                if (input is null)
                {
                    context.ContinueAsNew("2");
                }

                return Task.FromResult<string?>($"\"{context.Version}\"");
            });
            return async run => Assert.Equal($"\"{ContractRegistry.Version}\"", await run.OutputAsync("o"));
        }),
        new("Twenty executions later the instance is one and the same", setup =>
        {
            setup.Orchestration("o", async (context, input) =>
            {
                var round = int.Parse(input!, CultureInfo.InvariantCulture);
                context.SetCustomStatus(input);
                await context.WaitForExternalEventAsync("next");
                if (round == 20)
                {
                    return input;
                }

                context.ContinueAsNew($"{round + 1}");
                return null;
            });
            return async run =>
            {
                await run.BeginAsync("o", "1");
                var created = (await run.UntilAsync(_ => true)).CreatedAt;
                for (var i = 1; i <= 20; i++)
                {
                    await run.StatusAsync($"{i}");
                    await run.RaiseAsync("next");
                }

                var end = await run.EndAsync();
                Assert.Equal("20", end.Output);
                Assert.True(end.CreatedAt >= created);
            };
        }),
    ];
}
