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
    /// <remarks>The idempotency key is made here, where it is part of history, because an activity can't learn its own number from Durable Task.</remarks>
    public async Task<string?> CallActivityAsync(string name, string? input, Core.Ports.RetryPolicy? retry = null)
    {
        var call = new ActivityCall(context.InstanceId, context.NewGuid().ToString("N"), Payload.ToElement(input));
        try
        {
            return Payload.ToText(await context.CallActivityAsync<JsonElement?>(name, call, RetryOptions.From(retry)));
        }
        catch (TaskFailedException failed)
        {
            throw new ActivityFailedException(name, ActivityFault.Read(failed.FailureDetails));
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
}
