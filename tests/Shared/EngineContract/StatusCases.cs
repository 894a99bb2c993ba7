using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>What can be seen of an instance.</summary>
internal static class StatusCases
{
    public const string FaultTellsItsType = "An unhandled fault fails the instance and tells its type, not its text";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("The last custom status that was set shows", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                context.SetCustomStatus("""{"step":1}""");
                context.SetCustomStatus("""{"step":2}""");
                await context.WaitForExternalEventAsync("go");
                context.SetCustomStatus("""{"step":3}""");
                return null;
            });
            return async run =>
            {
                await run.BeginAsync("o");
                await run.StatusAsync("""{"step":2}""");
                await run.RaiseAsync("go");
                Assert.Equal("""{"step":3}""", (await run.EndAsync()).CustomStatus);
            };
        }),
        new("A snapshot tells what and since when", setup => async run =>
        {
            await run.BeginAsync("idle", """{"a":1}""");

            var snapshot = await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Running);

            Assert.Equal((run.Id(), "idle", """{"a":1}"""), (snapshot.InstanceId, snapshot.Orchestration, snapshot.Input));
            Assert.True(snapshot.CreatedAt <= snapshot.UpdatedAt);
            Assert.Equal((null, null, false), (snapshot.Output, snapshot.Failure, snapshot.HasEnded));
        }),
        new("Of an id that nobody has there is nothing", _ => async run => Assert.Null(await run.Client.GetAsync(run.Id("nobody"), ContractRun.Token))),
        new(FaultTellsItsType, setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                await context.CallActivityAsync("echo", "1");
                throw new InvalidOperationException("11010519491231002X is broken");
            });
            return async run =>
            {
                await run.BeginAsync("o");
                var end = await run.EndAsync();
                Assert.Equal(RuntimeStatus.Failed, end.Status);
                Assert.Equal("InvalidOperationException", end.Failure!.ErrorType);
                Assert.DoesNotContain("1949", end.ToString(), StringComparison.Ordinal);
            };
        }),
        new("An activity's failure that nobody caught fails the instance", setup =>
        {
            setup.Orchestration("o", (context, _) => context.CallActivityAsync("fail", "\"NoKey\""));
            return async run =>
            {
                await run.BeginAsync("o");
                var end = await run.EndAsync();
                Assert.Equal(RuntimeStatus.Failed, end.Status);
                Assert.NotNull(end.Failure);
            };
        }),
    ];
}
