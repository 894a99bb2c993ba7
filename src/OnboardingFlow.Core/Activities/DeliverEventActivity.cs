using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Delivers one event by one channel, once.</summary>
internal sealed class DeliverEventActivity(IEnumerable<IEventChannel> channels)
{
    public async Task<Done> RunAsync(ActivityContext context, DeliverEventInput input, CancellationToken cancellationToken)
    {
        var channel = channels.FirstOrDefault(channel => channel.Name == input.Channel)
            ?? throw new ActivityException(ErrorTypes.Configuration, $"This host has no event channel named {input.Channel}.");
        await channel.DeliverAsync(input.Event, input.Target, cancellationToken);
        return Done.Value;
    }
}
