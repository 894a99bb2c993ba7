using OnboardingFlow.Core.Ports;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

public sealed class SqliteTimelineTests : TimelinePromises, IAsyncDisposable
{
    private readonly SqliteIndex sqlite = new();

    protected override IOnboardingIndex Index => sqlite.Index;

    public ValueTask DisposeAsync() => sqlite.DisposeAsync();
}
