using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Starting;

/// <summary>A request that was read and validated, with what tells a repetition from a new wish.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="RequestId">CloudEvents source and id, the HTTP Idempotency-Key or the queue message's id; null when the caller gave none.</param>
public sealed record IncomingRequest(OnboardingRequest Request, string? RequestId);
