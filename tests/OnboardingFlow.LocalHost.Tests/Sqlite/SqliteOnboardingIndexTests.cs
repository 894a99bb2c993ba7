using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Tests.Shared.StorePromises;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

public sealed class SqliteOnboardingIndexTests : IndexPromises, IAsyncDisposable
{
    private readonly SqliteIndex sqlite = new();

    protected override IOnboardingIndex Index => sqlite.Index;

    public ValueTask DisposeAsync() => sqlite.DisposeAsync();

    [Fact]
    public async Task What_was_recorded_is_there_after_a_restart()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Index.RecordAsync(Row("ob-" + i, minute: i).Update(), Token)));
        await sqlite.RestartAsync();

        Assert.Equal(1000, (await Index.CountAsync(Token)).ByStep[OnboardingStep.AwaitingContract]);
        Assert.Equal(Row("ob-999", minute: 999), await Index.FindAsync("ob-999", Token));
    }
}
