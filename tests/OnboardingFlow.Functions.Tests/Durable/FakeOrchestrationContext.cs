using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OnboardingFlow.Functions.Tests.Durable;

/// <summary>A Durable Task context that notes what it is asked for; payloads go through JSON, as in the real one.</summary>
internal sealed class FakeOrchestrationContext : TaskOrchestrationContext
{
    private DateTime _now = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Unspecified);

    public List<(string Name, string? Input, TaskOptions? Options)> Activities { get; } = [];

    public List<(string Name, string? Input, TaskOptions? Options)> SubOrchestrations { get; } = [];

    public List<DateTime> Timers { get; } = [];

    public List<string?> CustomStatus { get; } = [];

    public (string? Input, bool KeepsEvents)? Continued { get; private set; }

    /// <summary>Answer of the next activity or sub-orchestration: JSON text, or what it throws.</summary>
    public Func<string?> Answer { get; set; } = () => null;

    public TaskCompletionSource<string?> Event { get; } = new();

    public string? GivenInput { get; init; }

    public string GivenVersion { get; init; } = "";

    public override TaskName Name => "Onboarding";

    public override string InstanceId => "ob-1";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => _now;

    /// <summary>When the timers fire, one after the other; without it none does.</summary>
    public Queue<DateTimeOffset> Fires { get; } = new();

    /// <summary>Every timer fires when it is due.</summary>
    public bool FiresAlways { get; set; }

    public override bool IsReplaying => true;

    public override string Version => GivenVersion;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    private int Guids { get; set; }

    public override T GetInput<T>() => From<T>(GivenInput);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        Activities.Add((name.Name, Text(input), options));
        return Task.FromResult(From<TResult>(Answer()));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Timers.Add(fireAt);
        if (Fires.TryDequeue(out var now))
        {
            _now = now.UtcDateTime;
            return;
        }

        if (FiresAlways)
        {
            _now = fireAt;
            return;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        From<T>(await Event.Task.WaitAsync(cancellationToken));

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

    public override void SetCustomStatus(object? customStatus) => CustomStatus.Add(Text(customStatus));

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        SubOrchestrations.Add((orchestratorName.Name, Text(input), options));
        return Task.FromResult(From<TResult>(Answer()));
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Continued = (Text(newInput), preserveUnprocessedEvents);

    public override Guid NewGuid() => new(++Guids, 0, 0, new byte[8]);

    public override ILogger CreateReplaySafeLogger(string categoryName) => NullLogger.Instance;

    private static string? Text(object? value) => value is null ? null : JsonSerializer.Serialize(value);

    private static T From<T>(string? json) => json is null ? default! : JsonSerializer.Deserialize<T>(json)!;
}
