namespace OnboardingFlow.KeyVault.Connection;

/// <summary>When the pipeline's retry policy begins. Not configuration: Azure.Core waits by the machine's clock, so tests shorten it.</summary>
internal sealed class RetryStart
{
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromSeconds(1);
}
