namespace OnboardingFlow.Core.Workflow;

/// <summary>What steers one run, fixed at its start.</summary>
/// <param name="Deadline">How long to wait for the signature.</param>
/// <param name="PollMin">First distance between two looks at the contract state.</param>
/// <param name="PollMax">Longest distance.</param>
/// <param name="ReviewTimeout">How long to wait for a reviewer.</param>
/// <param name="AttentionTimeout">How long to stay parked.</param>
/// <param name="AskVerifier">Whether the external verifier is asked.</param>
/// <param name="Channels">Names of the channels that the end is delivered by.</param>
/// <param name="NotifyUrl">The request's own webhook address, or null.</param>
public sealed record RunSettings(
    TimeSpan Deadline,
    TimeSpan PollMin,
    TimeSpan PollMax,
    TimeSpan ReviewTimeout,
    TimeSpan AttentionTimeout,
    bool AskVerifier,
    IReadOnlyList<string> Channels,
    Uri? NotifyUrl);
