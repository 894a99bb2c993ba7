using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Functions.Durable;

namespace OnboardingFlow.Functions.Orchestrators;

/// <summary>The orchestrator functions: Core's workflows by their names.</summary>
public sealed class OrchestratorFunctions(DurableRegistry registry)
{
    /// <summary>One onboarding.</summary>
    [Function(WorkflowNames.Onboarding)]
    public Task<JsonElement?> OnboardingAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(WorkflowNames.Onboarding, context);

    /// <summary>Delivery of one event by one channel.</summary>
    [Function(WorkflowNames.Delivery)]
    public Task<JsonElement?> DeliveryAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(WorkflowNames.Delivery, context);

    /// <summary>A look whether a completed contract still stands.</summary>
    [Function(WorkflowNames.ContractWatch)]
    public Task<JsonElement?> ContractWatchAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(WorkflowNames.ContractWatch, context);

    /// <summary>Runs a workflow of the registry. Of a fault that it doesn't handle only the type gets into history: its message might quote personal data.</summary>
    internal async Task<JsonElement?> RunAsync(string name, TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var input = Payload.ToText(context.GetInput<JsonElement?>());
            return Payload.ToElement(await registry.Orchestrations[name].RunAsync(new DurableOrchestrationContext(context), input));
        }
        catch (ActivityFailedException failed)
        {
            throw new ActivityFault(failed.Failure.ErrorType, failed.Message);
        }
#pragma warning disable CA1031 // It goes on as a failure, without its text.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var type = fault.GetType().Name;
            context.CreateReplaySafeLogger<OrchestratorFunctions>().OrchestrationFaulted(name, context.InstanceId, type, Environment.NewLine, fault.StackTrace);
            throw new ActivityFault(type, $"{name} failed by a fault that no code handled; the host's log says where.");
        }
    }
}
