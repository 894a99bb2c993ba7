using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Durable;

namespace OnboardingFlow.Functions.Activities;

/// <summary>What stands around every activity function: its failure becomes one that history may hold.</summary>
public sealed class ActivityRunner(DurableRegistry registry, IEngineClient engine, DurableClients clients, ILogger<ActivityRunner> logger)
{
    /// <summary>Runs one of Core's activities.</summary>
    public Task<JsonElement?> RunAsync(string name, ActivityCall call, CancellationToken cancellationToken) =>
        GuardAsync(name, registry.Activities[name], call, cancellationToken);

    /// <summary>Runs one of Core's activities that asks the engine.</summary>
    public Task<JsonElement?> RunAsync(string name, ActivityCall call, DurableTaskClient client, CancellationToken cancellationToken) =>
        clients.LendAsync(client, () => RunAsync(name, call, cancellationToken));

    /// <summary>Starts another instance for an orchestration.</summary>
    public Task<JsonElement?> StartInstanceAsync(ActivityCall call, DurableTaskClient client, CancellationToken cancellationToken) =>
        clients.LendAsync(client, () => GuardAsync(StartInstanceActivity.Name, new StartInstanceActivity(engine), call, cancellationToken));

    private async Task<JsonElement?> GuardAsync(string name, IActivity activity, ActivityCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ActivityFailure failure;
        try
        {
            var context = new ActivityContext(call.InstanceId, call.IdempotencyKey);
            return Payload.ToElement(await activity.RunAsync(context, Payload.ToText(call.Input), cancellationToken));
        }
        catch (ActivityException failed)
        {
            failure = new ActivityFailure(failed.ErrorType, failed.Message);
        }
        catch (EngineUnavailableException away)
        {
            failure = new ActivityFailure(ErrorTypes.Transient, away.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            failure = new ActivityFailure(ErrorTypes.Transient, "The host stopped meanwhile.");
        }
#pragma warning disable CA1031 // Its message might quote personal data and must not get into history; its type and place are logged.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var type = fault.GetType().Name;
            logger.ActivityFaulted(name, call.InstanceId, type, Environment.NewLine, fault.StackTrace);
            failure = new ActivityFailure(type, $"{name} failed by a fault that no code handled; the host's log says where.");
        }

        if (call.Thrown?.Contains(failure.ErrorType, StringComparer.Ordinal) ?? true)
        {
            throw new ActivityFault(failure.ErrorType, failure.Message);
        }

        // The platform takes an answer for a success: logs and traces tell the failure all the same.
        logger.FailureAnswered(name, call.InstanceId, failure.ErrorType);
        System.Diagnostics.Activity.Current?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, failure.ErrorType);
        return FailureAnswer.Of(failure);
    }
}
