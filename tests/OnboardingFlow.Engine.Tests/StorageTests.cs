using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Engine.Storage;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

public sealed class StorageTests
{
    private static EngineFixture Simple() => new EngineFixture().Orchestration("o", async (context, input) => await context.CallActivityAsync("echo", input));

    private static string FileOf(EngineFixture f) => EngineFile.PathIn(f.Options.DataDirectory);

    private static void Sql(EngineFixture f, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FileOf(f)};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    [Fact]
    public void The_writers_connection_syncs_each_commit_in_full()
    {
        using var folder = new TempFolder();
        using var connection = EngineFile.OpenForWriting(folder.Path, long.MaxValue, NullLogger.Instance);

        Assert.Equal(2, connection.Scalar("PRAGMA synchronous"));
    }

    [Fact]
    public async Task A_second_owner_is_refused_with_the_owners_process_id()
    {
        await using var f = await Simple().StartAsync();
        await using var second = Simple();
        second.Options = f.Options;

        var refused = await Assert.ThrowsAsync<EngineStorageException>(second.StartAsync);
        Assert.Contains($"process {Environment.ProcessId} owns it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_newer_release_is_refused()
    {
        await using var f = await Simple().StartAsync();
        await f.Engine.DisposeAsync();
        Sql(f, "PRAGMA user_version = 99");

        var refused = await Assert.ThrowsAsync<EngineStorageException>(f.StartAsync);
        Assert.Contains("newer release (schema 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_program_is_refused()
    {
        await using var f = Simple();
        Sql(f, "CREATE TABLE theirs (x)");

        Assert.Contains("another program", (await Assert.ThrowsAsync<EngineStorageException>(f.StartAsync)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8192)]
    public async Task A_damaged_file_is_found_at_start_and_named(int offset)
    {
        await using var f = await Simple().StartAsync();
        foreach (var i in Enumerable.Range(0, 50))
        {
            await f.Run("o", $"i{i}", new string('x', 500));
        }

        await f.Engine.DisposeAsync();
        using (var file = File.OpenWrite(FileOf(f)))
        {
            file.Position = offset;
            file.Write([.. Enumerable.Repeat((byte)0xA5, 4096)]);
        }

        var refused = await Assert.ThrowsAsync<EngineStorageException>(f.StartAsync);
        Assert.Contains(FileOf(f), refused.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_cannot_be_decoded_fails_only_its_instance()
    {
        await using var f = new EngineFixture().Orchestration("o", async (context, _) =>
        {
            var first = await context.WaitForExternalEventAsync("e");
            return first + await context.CallActivityAsync("echo", "!");
        });
        await f.StartAsync();
        await f.Run("o", "bad");
        await f.Run("o", "good");
        await f.Engine.DisposeAsync();
        Sql(f, "UPDATE history SET record = x'01FFFF' WHERE key = (SELECT key FROM instance WHERE id = 'bad')");
        await f.StartAsync();

        await f.Raise("e", "hello", "bad");
        await f.Raise("e", "hello", "good");
        await f.Idle();
        var bad = await f.Client.ListAsync(Core.Ports.RuntimeStatus.Failed, null, 10, EngineFixture.Cancel);
        Assert.Equal(("bad", EngineErrorTypes.DamagedHistory), (Assert.Single(bad).InstanceId, bad[0].Failure!.ErrorType));
        Assert.Equal("hello!", (await f.Get("good")).Output);
        await Assert.ThrowsAsync<EngineStorageException>(() => f.Client.RewindAsync("bad", null, EngineFixture.Cancel));
        Assert.True(f.Engine.Health.IsReady);
    }

    [Fact]
    public async Task A_file_of_each_earlier_schema_is_brought_up_to_date()
    {
        for (var schema = 0; schema <= Schema.Current; schema++)
        {
            await using var f = Simple();
            using (var connection = new SqliteConnection($"Data Source={FileOf(f)};Pooling=False"))
            {
                connection.Open();
                Schema.Migrate(connection, FileOf(f), schema);
                if (schema > 0)
                {
                    // As a release of that schema wrote it.
                    connection.Execute(
                        "INSERT INTO instance (key, id, orchestration, version, run, run_id, execution, status, created_at, updated_at, turns, events, needs_load, output) "
                        + "VALUES (1, 'old', 'o', '1', 1, zeroblob(16), 0, 3, 1, 1, 2, 3, 0, 'kept')");
                }
            }

            await f.StartAsync();
            Assert.Equal(schema > 0 ? "kept" : null, (await f.Client.GetAsync("old", EngineFixture.Cancel))?.Output);
            Assert.Equal("new", (await f.Run("o", "new", "new")).Output);
        }
    }

    [Fact]
    public async Task A_full_disk_stops_intake_loses_nothing_and_is_over_by_itself()
    {
        var full = false;
        var failing = new TaskCompletionSource();
        await using var f = Simple();
        f.Options = f.Options with
        {
            CommitHook = point =>
            {
                if (Volatile.Read(ref full) && point == CommitPoint.Before)
                {
                    failing.TrySetResult();
                    throw new SqliteException("database or disk is full", 13);
                }
            },
        };
        await f.StartAsync();
        Volatile.Write(ref full, true);
        var accepted = f.Start("o", "a", "kept");
        await failing.Task;
        while (f.Engine.Health.IsReady)
        {
            await Task.Yield();
        }

        await Assert.ThrowsAsync<EngineStorageException>(() => f.Start("o", "b"));
        Assert.False(accepted.IsCompleted);

        Volatile.Write(ref full, false);
        while (!accepted.IsCompleted)
        {
            f.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await f.Idle();
        Assert.Equal(("kept", true), ((await f.Get("a")).Output, f.Engine.Health.IsReady));
        Assert.Null(await f.Client.GetAsync("b", EngineFixture.Cancel));
    }

    [Fact]
    public async Task A_stopped_engine_says_so()
    {
        await using var f = await Simple().StartAsync();
        await f.Engine.StopAsync(EngineFixture.Cancel);

        await Assert.ThrowsAsync<EngineStoppedException>(() => f.Start("o"));
        Assert.False(f.Engine.Health.IsReady);
    }

    [Fact]
    public void Each_wrong_option_has_its_line()
    {
        var wrong = new EngineOptions { DataDirectory = " ", MaxConcurrentActivities = 0, HistoryLimit = 1, Retention = TimeSpan.Zero };

        var lines = EngineOptionsValidator.Errors(wrong).ToList();

        Assert.Equal(4, lines.Count);
        Assert.All(lines, line => Assert.StartsWith("Engine:", line, StringComparison.Ordinal));
    }
}
