using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OnboardingFlow.KeyVault.Tests.Support;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly ConcurrentDictionary<int, TaskCompletionSource> _seen = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Ends when an event of this id has been logged.</summary>
    public Task SeenAsync(int eventId) => Seen(eventId).Task;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
        Seen(eventId.Id).TrySetResult();
    }

    public void Dispose()
    {
    }
    private TaskCompletionSource Seen(int eventId) => _seen.GetOrAdd(eventId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
