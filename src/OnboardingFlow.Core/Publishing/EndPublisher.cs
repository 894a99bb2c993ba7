using System.Text.Json;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Starting;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Publishing;

/// <summary>
/// Starts the deliveries of an end from outside the workflow: before an operator terminates a run, or after a fault that no code handled. The deliveries
/// read the outcome once the run has ended, so that they tell the truth whoever ends it first; a run that publishes its own end finds them there.
/// </summary>
public sealed class EndPublisher(IEngineClient engine)
{
    /// <summary>Starts one delivery for each channel that doesn't have one. Durable when it returns.</summary>
    public async Task StartDeliveriesAsync(InstanceSnapshot snapshot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var input = OnboardingInstance.InputOf(snapshot);
        using var span = StartTrace.OfRun("onboarding publish end", input.TraceParent, input.TraceState);
        foreach (var channel in input.Settings.Channels)
        {
            var delivery = new DeliveryInput(channel, null, new EndOfRunInput(snapshot.InstanceId, input.Run), input.Settings.NotifyUrl);
            await engine.StartAsync(
                new StartInstance(
                    WorkflowNames.Delivery,
                    WorkflowNames.DeliveryId(snapshot.InstanceId, input.Run, channel),
                    JsonSerializer.Serialize(delivery, WorkflowJson.Default.DeliveryInput)),
                cancellationToken);
        }
    }
}
