using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

/// <summary>One operation on all instances that a filter matches.</summary>
public sealed class BulkTests
{
    /// <summary>More than a page, so that paging shows.</summary>
    private const int Many = 1_100;

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing_and_the_run_does_what_it_counted()
    {
        await using var f = await WaitingAsync();

        Assert.Equal(new BulkResult(Many, 0, 0), await BulkAsync(f, BulkOperation.Suspend, dryRun: true));
        Assert.Equal(RuntimeStatus.Running, (await f.Get("w0")).Status);
        Assert.Equal(new BulkResult(Many, Many, 0), await BulkAsync(f, BulkOperation.Suspend));
        Assert.Equal(new BulkResult(0, 0, 0), await BulkAsync(f, BulkOperation.Suspend));
        Assert.Equal(new BulkResult(Many, Many, 0), await BulkAsync(f, BulkOperation.Resume));
        Assert.Equal(new BulkResult(Many, Many, 0), await BulkAsync(f, BulkOperation.Terminate));
        Assert.Equal(RuntimeStatus.Terminated, (await f.Get("w17")).Status);
        Assert.Equal(new BulkResult(Many, Many, 0), await BulkAsync(f, BulkOperation.Purge));
        Assert.Null(await f.Client.GetAsync("w17", EngineFixture.Cancel));
    }

    [Fact]
    public async Task All_that_failed_are_rewound_once_the_cause_is_gone()
    {
        var broken = true;
        await using var f = await new EngineFixture()
            .Activity("part", input => broken ? throw new ActivityException("Broken", "not yet") : input)
            .Orchestration("o", async (context, input) => await context.CallActivityAsync("part", input))
            .StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => f.Start("o", $"f{i}", $"{i}")));
        await f.Idle();
        broken = false;

        Assert.Equal(new BulkResult(20, 20, 0), await BulkAsync(f, BulkOperation.Rewind));
        await f.Idle();

        Assert.Equal((RuntimeStatus.Completed, "7"), ((await f.Get("f7")).Status, (await f.Get("f7")).Output));
    }

    [Fact]
    public async Task Only_what_the_filter_matches_is_touched()
    {
        await using var f = await new EngineFixture()
            .Orchestration("a", async (context, _) => await context.WaitForExternalEventAsync("go"))
            .Orchestration("b", async (context, _) => await context.WaitForExternalEventAsync("go"))
            .StartAsync();
        await f.Run("a", "early");
        await f.Pass(TimeSpan.FromHours(1));
        var from = f.Clock.GetUtcNow();
        await f.Run("a", "meant");
        await f.Run("b", "other");
        await f.Pass(TimeSpan.FromHours(1));
        var to = f.Clock.GetUtcNow();
        await f.Run("a", "late");

        var filter = new InstanceFilter { Orchestration = "a", CreatedFrom = from, CreatedTo = to };
        Assert.Equal(new BulkResult(1, 1, 0), await f.Client.BulkAsync(BulkOperation.Terminate, filter, "enough", false, EngineFixture.Cancel));

        Assert.Equal((RuntimeStatus.Terminated, "enough"), ((await f.Get("meant")).Status, (await f.Get("meant")).Output));
        foreach (var id in (string[])["early", "other", "late"])
        {
            Assert.Equal(RuntimeStatus.Running, (await f.Get(id)).Status);
        }
    }

    private static async Task<EngineFixture> WaitingAsync()
    {
        var f = await new EngineFixture().Orchestration("o", async (context, _) => await context.WaitForExternalEventAsync("go")).StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => f.Start("o", $"w{i}")));
        await f.Idle();
        return f;
    }

    private static Task<BulkResult> BulkAsync(EngineFixture f, BulkOperation operation, bool dryRun = false) =>
        f.Client.BulkAsync(operation, new InstanceFilter(), null, dryRun, EngineFixture.Cancel);
}
