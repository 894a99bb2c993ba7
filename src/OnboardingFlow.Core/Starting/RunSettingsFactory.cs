using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Starting;

/// <summary>Copies the configuration that steers a run into its input.</summary>
internal sealed class RunSettingsFactory(IOptionsMonitor<OnboardingSettings> settings, IEnumerable<IEventChannel> channels)
{
    public RunSettings For(OnboardingOptions options)
    {
        var now = settings.CurrentValue;
        return new RunSettings(
            options.Deadline ?? now.Deadline,
            now.PollMin,
            now.PollMax,
            now.ReviewTimeout,
            now.AttentionTimeout,
            options.IdentityVerification == IdentityVerification.External,
            [.. channels.Where(channel => channel.HasDestination(options.NotifyUrl)).Select(channel => channel.Name)],
            options.NotifyUrl);
    }
}
