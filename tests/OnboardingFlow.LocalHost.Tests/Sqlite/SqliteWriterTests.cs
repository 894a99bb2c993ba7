using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Sqlite;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly ManualResetEventSlim gate = new();
    private SqliteFile file = null!;
    private SqliteWriter writer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        (file, var connection) = SqliteFile.Open(folder.File("test.db"), ["CREATE TABLE t (n INTEGER PRIMARY KEY)"]);
        writer = new SqliteWriter(file, connection);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        gate.Set();
        await writer.DisposeAsync();
        file.CloseReaders();
        gate.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Writes_that_fail_take_nobody_with_them_who_shared_their_transaction()
    {
        var first = await HoldAsync();
        var fine = Enumerable.Range(1, 20).Select(Insert).ToArray();
        var broken = writer.WriteAsync(sql => sql.Execute("INSERT INTO t VALUES (3)"), erases: false, Token);
        var thrown = writer.WriteAsync(_ => throw new InvalidOperationException("a fault of ours"), erases: false, Token);
        var after = Insert(21);
        gate.Set();

        await Task.WhenAll([first, .. fine, after]);
        Assert.Equal(ErrorTypes.Transient, (await Assert.ThrowsAsync<ActivityException>(() => broken)).ErrorType);
        await Assert.ThrowsAsync<InvalidOperationException>(() => thrown);
        Assert.Equal(21, Count());
    }

    [Fact]
    public async Task Writes_that_waited_together_share_a_transaction()
    {
        var first = await HoldAsync();
        var inserts = Enumerable.Range(1, 100).Select(Insert).ToArray();
        long seenByOthers = -1;
        var last = writer.WriteAsync(
            sql =>
            {
                seenByOthers = Count(); // by a connection of its own, while the hundred are written but not committed
                return (int)sql.Find("SELECT count(*) FROM t")!.Value;
            },
            erases: false,
            Token);
        gate.Set();
        await Task.WhenAll([first, .. inserts]);

        Assert.Equal(100, await last);
        Assert.Equal(0, seenByOthers);
        Assert.Equal(100, Count());
    }

    /// <summary>Has the writer stand in a transaction until the gate is opened: what is written from now on waits together.</summary>
    private async Task<Task<int>> HoldAsync()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = writer.WriteAsync(
            _ =>
            {
                held.SetResult();
                gate.Wait(Token);
                return 0;
            },
            erases: false,
            Token);
        await held.Task;
        return hold;
    }

    private Task<int> Insert(int n) => writer.WriteAsync(sql => sql.Execute("INSERT INTO t VALUES ($1)", n), erases: false, Token);

    private long Count()
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("test.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("SELECT count(*) FROM t", connection);
        return (long)command.ExecuteScalar()!;
    }
}
