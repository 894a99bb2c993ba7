using OnboardingFlow.LocalHost.Sqlite.Index;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

/// <summary>An index in a folder of its own.</summary>
internal sealed class SqliteIndex : IAsyncDisposable
{
    public SqliteIndex() => Index = new SqliteOnboardingIndex(Folder.Path);

    public TempFolder Folder { get; } = new();

    public SqliteOnboardingIndex Index { get; private set; }

    public async Task RestartAsync()
    {
        await Index.DisposeAsync();
        Index = new SqliteOnboardingIndex(Folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        Folder.Dispose();
    }
}
