using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Activities;

namespace OnboardingFlow.Functions.Durable;

/// <summary>Core's orchestration port over Durable Task.</summary>
internal sealed class DurableOrchestrationContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    /// <summary>The version of instances that were started without one.</summary>
    private const string FirstVersion = "1";

    /// <summary>Starting another instance is harmless to repeat, so only a long outage of the task hub's storage ends it.</summary>
    private static readonly Core.Ports.RetryPolicy StartRetry = new(1000, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(5));

    private static readonly TimeSpan TimerGrain = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public string InstanceId => context.InstanceId;

    /// <inheritdoc/>
    public string Version => string.IsNullOrEmpty(context.Version) ? FirstVersion : context.Version;

    /// <inheritdoc/>
    public DateTimeOffset CurrentUtc => new(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));

    /// <inheritdoc/>
    public bool IsReplaying => context.IsReplaying;

    /// <inheritdoc/>
    public Guid NewGuid() => context.NewGuid();

    /// <inheritdoc/>
    public ILogger CreateReplaySafeLogger(string category) => context.CreateReplaySafeLogger(category);

    /// <inheritdoc/>
    /// <remarks>
    /// The idempotency key is made here, where it is part of history, because an activity can't learn its own number from Durable Task. Attempts are made here
    /// too: those that another follows fail as an answer (<see cref="FailureAnswer"/>), which Durable Task's own retries don't.
    /// </remarks>
    public async Task<string?> CallActivityAsync(string name, string? input, Core.Ports.RetryPolicy? retry = null, bool handled = false)
    {
        var call = new ActivityCall(context.InstanceId, context.NewGuid().ToString("N"), Payload.ToElement(input));
        for (var attempt = 1; ; attempt++)
        {
            var isLast = retry is null || attempt >= retry.MaxAttempts;
            var (output, failure) = await TryAsync(name, call with { Thrown = handled ? [] : isLast ? null : retry!.NonRetryableErrors });
            if (failure is null)
            {
                return output;
            }

            if (isLast || !retry!.AllowsAnother(attempt, failure))
            {
                throw new ActivityFailedException(name, failure);
            }

            await context.CreateTimer(context.CurrentUtcDateTime + retry.DelayAfter(attempt), CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async Task<string?> CallSubOrchestrationAsync(string name, string instanceId, string? input)
    {
        try
        {
            return Payload.ToText(await context.CallSubOrchestratorAsync<JsonElement?>(
                name, Payload.ToElement(input), new SubOrchestrationOptions(instanceId: instanceId)));
        }
        catch (TaskFailedException failed)
        {
            throw new ActivityFailedException(name, ActivityFault.Read(failed.FailureDetails));
        }
    }

    /// <inheritdoc/>
    public Task StartInstanceAsync(string name, string instanceId, string? input) => CallActivityAsync(
        StartInstanceActivity.Name,
        JsonSerializer.Serialize(new StartInstance(name, instanceId, input), FunctionsJson.Default.StartInstance),
        StartRetry);

    /// <inheritdoc/>
    /// <remarks>
    /// Azure Storage hides messages for whole seconds, so that Durable Task's timer fires up to one early. Here none does: it is asked for one second later. Should
    /// it be early all the same, two more seconds are waited, not one: that one might be over at once, and again, a turn of the orchestration each time.
    /// </remarks>
    public async Task CreateTimerAsync(DateTimeOffset fireAt, CancellationToken cancellationToken = default)
    {
        await context.CreateTimer(fireAt.UtcDateTime + (fireAt > CurrentUtc ? TimerGrain : TimeSpan.Zero), cancellationToken);
        while (CurrentUtc < fireAt)
        {
            await context.CreateTimer(context.CurrentUtcDateTime + (2 * TimerGrain), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<string?> WaitForExternalEventAsync(string name, CancellationToken cancellationToken = default) =>
        Payload.ToText(await context.WaitForExternalEvent<JsonElement?>(name, cancellationToken));

    /// <inheritdoc/>
    public void SetCustomStatus(string? json) => context.SetCustomStatus(Payload.ToElement(json));

    /// <inheritdoc/>
    public void ContinueAsNew(string? input) => context.ContinueAsNew(Payload.ToElement(input), preserveUnprocessedEvents: true);

    private async Task<(string? Output, ActivityFailure? Failure)> TryAsync(string name, ActivityCall call)
    {
        try
        {
            var answer = await context.CallActivityAsync<JsonElement?>(name, call);
            return FailureAnswer.Read(answer) is { } failure ? (null, failure) : (Payload.ToText(answer), null);
        }
        catch (TaskFailedException failed)
        {
            return (null, ActivityFault.Read(failed.FailureDetails));
        }
    }
}
