using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

public sealed class StartTests
{
    private static EngineFixture Waiting() => new EngineFixture()
        .Orchestration("o", async (context, input) => input + await context.WaitForExternalEventAsync("end"));

    [Fact]
    public async Task Simultaneous_starts_of_one_id_give_exactly_one_started()
    {
        await using var f = await Waiting().StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => f.Start("o", $"i{i % 5}", $"{i}"))));
        await f.Idle();

        Assert.Equal(5, answers.Count(a => a == StartResult.Started));
        Assert.Equal(195, answers.Count(a => a == StartResult.AlreadyExists));
    }

    [Fact]
    public async Task An_ended_instance_is_replaced_only_by_who_saw_that_very_end()
    {
        await using var f = await Waiting().StartAsync();
        var first = await f.Run("o", input: "1");
        var replace = new StartInstance("o", "i", "2") { ReplacesEndedOf = first.CreatedAt };

        Assert.Equal(StartResult.AlreadyExists, await f.Client.StartAsync(replace, EngineFixture.Cancel));
        await f.Raise("end");
        await f.Idle();
        Assert.Equal(StartResult.AlreadyExists, await f.Start("o"));
        Assert.Equal(
            StartResult.AlreadyExists,
            await f.Client.StartAsync(replace with { ReplacesEndedOf = first.CreatedAt.AddTicks(-1) }, EngineFixture.Cancel));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => f.Client.StartAsync(replace, EngineFixture.Cancel))));
        Assert.Equal(1, answers.Count(a => a == StartResult.Started));
        await f.Raise("end", "!");
        await f.Idle();
        var second = await f.Get();
        Assert.Equal(("2!", true), (second.Output, second.CreatedAt > first.CreatedAt));
        Assert.Equal(StartResult.AlreadyExists, await f.Client.StartAsync(replace, EngineFixture.Cancel));
    }

    [Fact]
    public async Task The_history_of_a_replaced_run_is_kept_until_the_purge()
    {
        await using var f = await Waiting().StartAsync();
        var first = await f.Run("o", input: "1");
        await f.Raise("end");
        await f.Idle();
        await f.Client.StartAsync(new StartInstance("o", "i", "2") { ReplacesEndedOf = first.CreatedAt }, EngineFixture.Cancel);
        await f.CrashAsync();
        await f.Raise("end");
        await f.Idle();

        var histories = await f.Client.ReadHistoryAsync("i", EngineFixture.Cancel);
        Assert.Equal([1, 2], histories.Select(h => h.Run));
        Assert.All(histories, h => Assert.Equal(2, h.Turns.Count));

        Assert.Equal(OperationResult.Done, await f.Client.PurgeAsync("i", EngineFixture.Cancel));
        Assert.Empty(await f.Client.ReadHistoryAsync("i", EngineFixture.Cancel));
        Assert.Null(await f.Client.GetAsync("i", EngineFixture.Cancel));
        await f.Idle();
        Assert.Equal("3", (await f.Run("o", input: "3")).Input);
    }

    [Fact]
    public async Task An_acknowledged_start_survives_a_crash_at_once()
    {
        await using var f = await Waiting().StartAsync();
        foreach (var i in Enumerable.Range(0, 20))
        {
            await f.Start("o", $"i{i}", "x");
            await f.CrashAsync();
            await f.Raise("end", "y", $"i{i}");
            await f.CrashAsync();
            await f.Idle();
            Assert.Equal("xy", (await f.Get($"i{i}")).Output);
        }
    }

    [Fact]
    public async Task Who_waits_for_an_end_is_told_when_it_is_durable()
    {
        await using var f = await Waiting().StartAsync();
        await f.Run("o", input: "x");
        var end = f.Client.WaitForEndAsync("i", EngineFixture.Cancel);
        await f.Idle();
        Assert.False(end.IsCompleted);

        await f.Raise("end", "y");

        Assert.Equal("xy", (await end)!.Output);
        Assert.Equal("xy", (await f.Client.WaitForEndAsync("i", EngineFixture.Cancel))!.Output);
        Assert.Null(await f.Client.WaitForEndAsync("nobody", EngineFixture.Cancel));
    }

    [Fact]
    public async Task Instances_are_listed_by_status_in_pages_newest_first()
    {
        await using var f = await Waiting().StartAsync();
        foreach (var i in Enumerable.Range(0, 7))
        {
            await f.Run("o", $"i{i}");
            f.Clock.Advance(i % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
        }

        var ids = new List<string>();
        InstanceSnapshot? after = null;
        while (await f.Client.ListAsync(RuntimeStatus.Running, after, 3, EngineFixture.Cancel) is { Count: > 0 } page)
        {
            ids.AddRange(page.Select(i => i.InstanceId));
            after = page[^1];
        }

        Assert.Equal(["i6", "i5", "i4", "i3", "i2", "i1", "i0"], ids);
        Assert.Empty(await f.Client.ListAsync(RuntimeStatus.Failed, null, 3, EngineFixture.Cancel));
    }
}
