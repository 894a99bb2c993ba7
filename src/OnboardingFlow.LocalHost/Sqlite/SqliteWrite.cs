namespace OnboardingFlow.LocalHost.Sqlite;

/// <summary>One caller's write. It may be run again when the transaction that it shared with others failed.</summary>
/// <param name="work">The statements; returns what the caller gets, mostly a number of rows.</param>
/// <param name="erases">Whether what it overwrote must be gone from the write-ahead log before the caller is answered.</param>
internal sealed class SqliteWrite(Func<SqliteStatements, int> work, bool erases)
{
    private readonly TaskCompletionSource<int> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int result;

    public bool Erases => erases;

    public Task<int> Completion => completion.Task;

    public void Run(SqliteStatements statements) => result = work(statements);

    public void Done() => completion.TrySetResult(result);

    public void Failed(Exception error) => completion.TrySetException(error);
}
