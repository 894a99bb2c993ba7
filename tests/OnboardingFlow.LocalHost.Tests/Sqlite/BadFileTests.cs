using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Sqlite.Index;
using OnboardingFlow.LocalHost.Sqlite.Keys;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

public sealed class BadFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("index.db", 3)]
    [InlineData("keys.db", 1)]
    public async Task A_file_of_a_newer_release_is_refused_and_left_alone(string name, int newest)
    {
        await Make(name);
        Run(name, "PRAGMA user_version = 1000");
        var before = await File.ReadAllBytesAsync(folder.File(name), Token);

        var error = await Assert.ThrowsAsync<ActivityException>(() => Make(name));

        Assert.Equal(ErrorTypes.Configuration, error.ErrorType);
        Assert.Contains(folder.File(name), error.Message, StringComparison.Ordinal);
        Assert.Contains($"newer release (schema 1000; this one knows up to {newest})", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File(name), Token));
    }

    [Theory]
    [InlineData("index.db", 0)]
    [InlineData("index.db", 8192)]
    [InlineData("keys.db", 0)]
    [InlineData("keys.db", 8192)]
    public async Task A_damaged_file_is_named(string name, int at)
    {
        await Make(name);
        var bytes = await File.ReadAllBytesAsync(folder.File(name), Token);
        bytes.AsSpan(at, 100).Fill(0xAA);
        await File.WriteAllBytesAsync(folder.File(name), bytes, Token);

        var error = await Assert.ThrowsAsync<ActivityException>(() => Make(name));

        Assert.StartsWith($"{folder.File(name)} is damaged: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.File(name), Token));
    }

    [Theory]
    [InlineData("index.db")]
    [InlineData("keys.db")]
    public async Task A_cut_file_is_named(string name)
    {
        await Make(name);
        var bytes = await File.ReadAllBytesAsync(folder.File(name), Token);
        await File.WriteAllBytesAsync(folder.File(name), bytes[..(bytes.Length / 2)], Token);

        var error = await Assert.ThrowsAsync<ActivityException>(() => Make(name));

        Assert.StartsWith($"{folder.File(name)} is damaged: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_cannot_be_a_file_is_named()
    {
        Directory.CreateDirectory(folder.File("index.db"));

        var error = await Assert.ThrowsAsync<ActivityException>(() => Make("index.db"));

        Assert.StartsWith($"{folder.File("index.db")} can't be opened for writing", error.Message, StringComparison.Ordinal);
    }

    private async Task Make(string name)
    {
        if (name == "index.db")
        {
            await using var index = new SqliteOnboardingIndex(folder.Path);
            await index.RecordAsync(Rows.Row().Update(), Token);
        }
        else
        {
            await using var keys = new SqliteDataKeyStore(folder.Path);
            await keys.EraseAsync("none", Token);
        }
    }

    private void Run(string name, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File(name)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
