using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Functions.Durable;

/// <summary>The orchestrator functions: Core's workflows by their names.</summary>
public sealed class Orchestrations(DurableRegistry registry)
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

    private async Task<JsonElement?> RunAsync(string name, TaskOrchestrationContext context)
    {
        var input = Payload.ToText(context.GetInput<JsonElement?>());
        return Payload.ToElement(await registry.Orchestrations[name].RunAsync(new DurableOrchestrationContext(context), input));
    }
}
