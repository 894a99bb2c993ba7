namespace OnboardingFlow.Core.Workflow;

/// <summary>Input of an onboarding's orchestration. Configuration that steers it is copied in at the start.</summary>
/// <param name="Run">Number of this run of the instance id, from 1.</param>
/// <param name="Nonce">Random word of this start.</param>
/// <param name="Fingerprint">HMAC of the request.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="OutUserId">The provider's id of the person: a pseudonym.</param>
/// <param name="SealedRequest">Envelope of the request's canonical JSON.</param>
/// <param name="AcceptedAt">When the request was taken.</param>
/// <param name="Settings">Time limits and choices that steer this run.</param>
public sealed record OnboardingInput(
    int Run,
    string Nonce,
    string Fingerprint,
    string OrganizationId,
    string OutUserId,
    string SealedRequest,
    DateTimeOffset AcceptedAt,
    RunSettings Settings)
{
    /// <summary>Hashes of the request ids seen for this instance before and with this start, oldest first, at most 32.</summary>
    public IReadOnlyList<string> RequestIds { get; init; } = [];

    /// <summary>Bank kind of the request, for counts; null when none was named.</summary>
    public string? BankType { get; init; }

    /// <summary>W3C <c>traceparent</c> of the start, or null.</summary>
    public string? TraceParent { get; init; }

    /// <summary>W3C <c>tracestate</c> that came with it, or null.</summary>
    public string? TraceState { get; init; }

    /// <summary>Where the run stands, when this execution continues an earlier one.</summary>
    public WaitState? Continued { get; init; }
}
