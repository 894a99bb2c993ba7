using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>Instances that an orchestration starts.</summary>
internal static class OtherInstanceCases
{
    public const string ChildOutput = "A sub-orchestration gives its output";
    public const string ChildFailure = "A sub-orchestration's failure arrives";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("Another instance is started by a stable id and lives its own life", setup =>
        {
            setup.Orchestration("other", async (context, input) =>
            {
                await context.WaitForExternalEventAsync("go");
                return input;
            });
            setup.Orchestration("o", async (context, _) =>
            {
                await context.StartInstanceAsync("other", setup.Id("x"), "5");
                return "1";
            });
            return async run =>
            {
                Assert.Equal("1", await run.OutputAsync("o"));
                await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Running, "x");
                await run.RaiseAsync("go", null, "x");
                Assert.Equal("5", (await run.EndAsync("x")).Output);
            };
        }),
        new("Starting an id that runs changes nothing", setup =>
        {
            setup.Orchestration("other", async (context, input) => $"[{input},{await context.WaitForExternalEventAsync("go")}]");
            setup.Orchestration("o", async (context, input) =>
            {
                await context.StartInstanceAsync("other", setup.Id("x"), input);
                return "1";
            });
            return async run =>
            {
                await run.OutputAsync("o", "1", "i1");
                await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Running, "x");
                await run.OutputAsync("o", "2", "i2");
                await run.RaiseAsync("go", "9", "x");
                Assert.Equal("[1,9]", (await run.EndAsync("x")).Output);
            };
        }),
        new("Starting an id that has ended changes nothing", setup =>
        {
            setup.Orchestration("other", (_, input) => Task.FromResult(input));
            setup.Orchestration("o", async (context, input) =>
            {
                await context.StartInstanceAsync("other", setup.Id("x"), input);
                return "1";
            });
            return async run =>
            {
                await run.OutputAsync("o", "1", "i1");
                await run.EndAsync("x");
                await run.OutputAsync("o", "2", "i2");
                await run.SettleAsync();
                Assert.Equal("1", (await run.EndAsync("x")).Output);
            };
        }),
        new(ChildOutput, setup =>
        {
            setup.Orchestration("child", (context, input) => context.CallActivityAsync("echo", input));
            setup.Orchestration("o", (context, input) => context.CallSubOrchestrationAsync("child", context.InstanceId + "-c", input));
            return async run =>
            {
                Assert.Equal("5", await run.OutputAsync("o", "5"));
                Assert.Equal("5", (await run.EndAsync("i-c")).Output);
            };
        }),
        new(ChildFailure, setup =>
        {
            setup.Orchestration("child", (context, _) => context.CallActivityAsync("fail", "\"NoKey\""));
            setup.Orchestration("o", async (context, _) =>
            {
                try
                {
                    return await context.CallSubOrchestrationAsync("child", setup.Id("c"), null);
                }
                catch (ActivityFailedException failed)
                {
                    return $"\"{failed.Activity}\"";
                }
            });
            return async run => Assert.Equal("\"child\"", await run.OutputAsync("o"));
        }),
    ];
}
