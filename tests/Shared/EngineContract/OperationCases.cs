using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>Suspend, resume, terminate, rewind and purge.</summary>
internal static class OperationCases
{
    public const string Rewind = "A rewind runs again only what failed";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("A suspended instance stands still and takes up everything when resumed", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                var got = await context.WaitForExternalEventAsync("e");
                return await context.CallActivityAsync("echo", got);
            });
            return async run =>
            {
                await run.BeginAsync("o");
                Assert.Equal(OperationResult.Done, await run.Client.SuspendAsync(run.Id(), "wait", ContractRun.Token));
                await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Suspended);
                await run.RaiseAsync("e", "5");
                await run.PassAsync(1);
                Assert.Empty(setup.Ran);
                Assert.Equal(RuntimeStatus.Suspended, (await run.UntilAsync(_ => true)).Status);

                Assert.Equal(OperationResult.Done, await run.Client.ResumeAsync(run.Id(), "go on", ContractRun.Token));
                Assert.Equal("5", (await run.EndAsync()).Output);
            };
        }),
        new("A timer that came due during a suspension fires at the resumption", setup =>
        {
            setup.Orchestration("o", async (context, unit) =>
            {
                await context.CreateTimerAsync(context.CurrentUtc + (4 * TimerCases.Ticks(unit)));
                return await context.CallActivityAsync("echo", "1");
            });
            return async run =>
            {
                await run.BeginAsync("o", TimerCases.Unit(run));
                await run.Client.SuspendAsync(run.Id(), null, ContractRun.Token);
                await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Suspended);
                await run.PassAsync(5);
                Assert.Empty(setup.Ran);
                await run.Client.ResumeAsync(run.Id(), null, ContractRun.Token);
                Assert.Equal("1", (await run.EndAsync()).Output);
            };
        }),
        new("What means nothing in a status says so and changes nothing", setup => async run =>
        {
            await run.BeginAsync("idle");
            Assert.Equal(OperationResult.WrongStatus, await run.Client.ResumeAsync(run.Id(), null, ContractRun.Token));
            Assert.Equal(OperationResult.WrongStatus, await run.Client.RewindAsync(run.Id(), null, ContractRun.Token));
            Assert.Equal(OperationResult.WrongStatus, await run.Client.PurgeAsync(run.Id(), ContractRun.Token));
            await run.Client.SuspendAsync(run.Id(), null, ContractRun.Token);
            await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Suspended);
            Assert.Equal(OperationResult.WrongStatus, await run.Client.SuspendAsync(run.Id(), null, ContractRun.Token));
        }),
        new("A terminated instance ends with the reason and runs no further", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                await context.WaitForExternalEventAsync("e");
                return await context.CallActivityAsync("echo", "1");
            });
            return async run =>
            {
                await run.BeginAsync("o");
                Assert.Equal(OperationResult.Done, await run.Client.TerminateAsync(run.Id(), "enough", ContractRun.Token));
                var end = await run.EndAsync();
                Assert.Equal(RuntimeStatus.Terminated, end.Status);
                Assert.Contains("enough", end.Output, StringComparison.Ordinal);
                Assert.Equal(OperationResult.WrongStatus, await run.Client.RaiseEventAsync(run.Id(), "e", null, ContractRun.Token));
                Assert.Equal(OperationResult.WrongStatus, await run.Client.TerminateAsync(run.Id(), "again", ContractRun.Token));
                Assert.Empty(setup.Ran);
            };
        }),
        new("A suspended instance can be terminated", setup => async run =>
        {
            await run.BeginAsync("idle");
            await run.Client.SuspendAsync(run.Id(), null, ContractRun.Token);
            await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Suspended);
            Assert.Equal(OperationResult.Done, await run.Client.TerminateAsync(run.Id(), "enough", ContractRun.Token));
            Assert.Equal(RuntimeStatus.Terminated, (await run.EndAsync()).Status);
        }),
        new("An ended instance is purged without a trace", setup =>
        {
            setup.Orchestration("o", (_, _) => Task.FromResult<string?>("1"));
            return async run =>
            {
                await run.OutputAsync("o");
                Assert.Equal(OperationResult.Done, await run.Client.PurgeAsync(run.Id(), ContractRun.Token));
                Assert.Null(await run.Client.GetAsync(run.Id(), ContractRun.Token));
                Assert.Equal(OperationResult.NotFound, await run.Client.PurgeAsync(run.Id(), ContractRun.Token));
            };
        }),
        new("Nothing can be done to nobody", _ => async run =>
        {
            Assert.Equal(OperationResult.NotFound, await run.Client.SuspendAsync(run.Id("nobody"), null, ContractRun.Token));
            Assert.Equal(OperationResult.NotFound, await run.Client.ResumeAsync(run.Id("nobody"), null, ContractRun.Token));
            Assert.Equal(OperationResult.NotFound, await run.Client.TerminateAsync(run.Id("nobody"), null, ContractRun.Token));
            Assert.Equal(OperationResult.NotFound, await run.Client.RewindAsync(run.Id("nobody"), null, ContractRun.Token));
        }),
        new(Rewind, setup =>
        {
            var broken = true;
            setup.Activity("breaks", (_, input) => broken ? throw new InvalidOperationException("not yet") : input);
            setup.Orchestration("o", async (context, _) => await context.CallActivityAsync("breaks", await context.CallActivityAsync("echo", "1")));
            return async run =>
            {
                await run.BeginAsync("o");
                Assert.Equal(RuntimeStatus.Failed, (await run.EndAsync()).Status);
                broken = false;
                Assert.Equal(OperationResult.Done, await run.Client.RewindAsync(run.Id(), "mended", ContractRun.Token));
                Assert.Equal("1", (await run.UntilAsync(snapshot => snapshot.Status is RuntimeStatus.Completed)).Output);
                Assert.Equal(["echo", "breaks", "breaks"], setup.Ran.Select(call => call.Name));
            };
        }),
    ];
}
