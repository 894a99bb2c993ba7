using System.Text.Json;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Publishing;

/// <summary>Delivers one event by one channel, for a day if need be. An instance of its own, so that delivery never changes an outcome.</summary>
public sealed class DeliveryWorkflow : IOrchestration
{
    private static readonly TimeSpan _givesUpAfter = TimeSpan.FromDays(1);

    // 5 s, 10 s, 20 s … 1 h: about thirty tries in a day.
    private static readonly RetryPolicy _delays = new(int.MaxValue, TimeSpan.FromSeconds(5), 2, TimeSpan.FromHours(1));

    // For a delivery that was started before the end of its run: the run ends at once or is held up, so look often at first.
    private static readonly RetryPolicy _untilEnded = new(int.MaxValue, TimeSpan.FromSeconds(1), 1.5, TimeSpan.FromMinutes(10))
    {
        NonRetryableErrors = [ErrorTypes.Unreadable],
    };

    /// <summary>Starts a delivery from an orchestration.</summary>
    internal static Task StartAsync(IOrchestrationContext context, string instanceId, DeliveryInput input) =>
        context.StartInstanceAsync(
            WorkflowNames.Delivery, instanceId, JsonSerializer.Serialize(input, WorkflowJson.Default.DeliveryInput));

    /// <inheritdoc/>
    public async Task<string?> RunAsync(IOrchestrationContext context, string? input)
    {
        ArgumentNullException.ThrowIfNull(context);
        var delivery = JsonSerializer.Deserialize(input!, WorkflowJson.Default.DeliveryInput)!;
        Show(context, DeliveryState.Pending, 0);
        PublishedEvent published;
        try
        {
            published = delivery.Event ?? await context.CallAsync(ActivityCatalog.ReadEnd, delivery.EndOf!, _untilEnded, handled: true);
        }
        catch (ActivityFailedException)
        {
            return Show(context, DeliveryState.Failed, 0); // The run is gone: there is nothing left to tell.
        }

        var call = new DeliverEventInput(delivery.Channel, published, delivery.Target);
        var givesUpAt = context.CurrentUtc + _givesUpAfter;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await context.CallAsync(ActivityCatalog.DeliverEvent, call, handled: true);
                return Show(context, DeliveryState.Delivered, attempt);
            }
            catch (ActivityFailedException)
            {
                var next = context.CurrentUtc + _delays.DelayAfter(attempt);
                if (next > givesUpAt)
                {
                    return Show(context, DeliveryState.Failed, attempt);
                }

                Show(context, DeliveryState.Pending, attempt);
                await context.CreateTimerAsync(next);
            }
        }
    }

    private static string Show(IOrchestrationContext context, DeliveryState state, int tries)
    {
        var json = JsonSerializer.Serialize(new DeliveryStatus(state, tries), WorkflowJson.Default.DeliveryStatus);
        context.SetCustomStatus(json);
        return json;
    }
}
