using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Activities;

/// <summary>How an attempt ended: with a result, or with a failure that a retry policy may or (when final) may not repeat.</summary>
internal sealed record ActivityOutcome(string? Result, ActivityFailure? Failure, bool Final);
