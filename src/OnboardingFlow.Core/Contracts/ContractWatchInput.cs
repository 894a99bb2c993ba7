namespace OnboardingFlow.Core.Contracts;

/// <summary>Input of a watch over the contract of a completed onboarding.</summary>
/// <param name="OnboardingId">The onboarding.</param>
/// <param name="Run">Number of its completed run.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="OutUserId">The provider's id of the person.</param>
/// <param name="ContractId">The contract that it had completed with.</param>
/// <param name="Channels">Channels to publish by.</param>
/// <param name="NotifyUrl">The request's own webhook address, or null.</param>
/// <param name="TraceParent">W3C <c>traceparent</c> of the start of the onboarding, or null.</param>
/// <param name="TraceState">W3C <c>tracestate</c> that came with it, or null.</param>
public sealed record ContractWatchInput(
    string OnboardingId,
    int Run,
    string OrganizationId,
    string OutUserId,
    string ContractId,
    IReadOnlyList<string> Channels,
    Uri? NotifyUrl,
    string? TraceParent,
    string? TraceState = null);
