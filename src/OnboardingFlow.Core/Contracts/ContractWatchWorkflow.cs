using System.Text.Json;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Contracts;

/// <summary>Looks whether the contract of a completed onboarding still stands, after WeChat Pay said that something changed; publishes it when it is gone.</summary>
public sealed class ContractWatchWorkflow : IOrchestration
{
    // The notification is a hint that may come before the change can be seen: look again once.
    private static readonly TimeSpan _secondLook = TimeSpan.FromMinutes(1);
    private static readonly RetryPolicy _retry = new(20, TimeSpan.FromSeconds(5), 2, TimeSpan.FromHours(1));

    /// <inheritdoc/>
    public async Task<string?> RunAsync(IOrchestrationContext context, string? input)
    {
        ArgumentNullException.ThrowIfNull(context);
        var watch = JsonSerializer.Deserialize(input!, WorkflowJson.Default.ContractWatchInput)!;
        if (await IsGoneAsync(context, watch) || await IsGoneLaterAsync(context, watch))
        {
            await PublishAsync(context, watch);
        }

        return null;
    }

    private static async Task<bool> IsGoneLaterAsync(IOrchestrationContext context, ContractWatchInput watch)
    {
        await context.CreateTimerAsync(context.CurrentUtc + _secondLook);
        return await IsGoneAsync(context, watch);
    }

    private static async Task<bool> IsGoneAsync(IOrchestrationContext context, ContractWatchInput watch)
    {
        var input = new UserInput(watch.OrganizationId, watch.OutUserId, SigningUrgency.Poll);
        var user = (await context.CallAsync(ActivityCatalog.FindUser, input, _retry)).User;
        return user is not { ContractState: ContractState.Contracted } || user.ContractId != watch.ContractId;
    }

    private static async Task PublishAsync(IOrchestrationContext context, ContractWatchInput watch)
    {
        var id = WorkflowNames.ContractTerminatedId(watch.OnboardingId, watch.Run);
        var data = new ContractTerminatedEventData(
            watch.OnboardingId, watch.OutUserId, watch.OrganizationId, watch.ContractId, context.CurrentUtc);
        var published = new PublishedEvent(
            id,
            EventTypes.ContractTerminated,
            watch.OnboardingId,
            context.CurrentUtc,
            JsonSerializer.Serialize(data, WorkflowJson.Default.ContractTerminatedEventData),
            watch.TraceParent,
            watch.TraceState);
        foreach (var channel in watch.Channels)
        {
            await DeliveryWorkflow.StartAsync(context, $"{id}-{channel}", new DeliveryInput(channel, published, null, watch.NotifyUrl));
        }
    }
}
