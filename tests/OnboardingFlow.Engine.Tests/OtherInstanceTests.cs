using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

/// <summary>Sub-orchestrations, and instances that an orchestration starts.</summary>
public sealed class OtherInstanceTests
{
    [Fact]
    public async Task A_sub_orchestration_gives_its_output_or_its_failure()
    {
        await using var f = await new EngineFixture()
            .Orchestration("child", (_, input) => input == "bad" ? throw new ActivityException("Refused", "no") : Task.FromResult<string?>(input + "!"))
            .Orchestration("o", async (context, input) =>
            {
                try
                {
                    return await context.CallSubOrchestrationAsync("child", context.InstanceId + "-child", input);
                }
                catch (ActivityFailedException e)
                {
                    return e.Failure.ErrorType;
                }
            })
            .StartAsync();

        Assert.Equal("good!", (await f.Run("o", "a", "good")).Output);
        Assert.Equal("Refused", (await f.Run("o", "b", "bad")).Output);
        Assert.Equal(RuntimeStatus.Failed, (await f.Get("b-child")).Status);
    }

    [Fact]
    public async Task A_sub_orchestration_under_an_id_of_another_instance_fails()
    {
        await using var f = await new EngineFixture()
            .Orchestration("child", (_, _) => Task.FromResult<string?>("done"))
            .Orchestration("o", async (context, _) => await context.CallSubOrchestrationAsync("child", "taken", null))
            .StartAsync();
        await f.Run("child", "taken");

        Assert.Equal(EngineErrorTypes.InstanceExists, (await f.Run("o")).Failure!.ErrorType);
    }

    [Fact]
    public async Task Starting_another_instance_happens_once_and_leaves_an_existing_one_alone()
    {
        await using var f = await new EngineFixture()
            .Orchestration("other", async (context, input) => input + await context.WaitForExternalEventAsync("go"))
            .Orchestration("o", async (context, input) =>
            {
                await context.StartInstanceAsync("other", "delivery", input);
                await context.StartInstanceAsync("other", "delivery", "second");
                return null;
            })
            .StartAsync();
        await f.Run("o", "a", "first");
        await f.Run("o", "b", "third");

        await f.CrashAsync();
        await f.Raise("go", "!", "delivery");
        await f.Idle();
        await f.Run("o", "c", "fourth");

        Assert.Equal("first!", (await f.Get("delivery")).Output);
    }
}
