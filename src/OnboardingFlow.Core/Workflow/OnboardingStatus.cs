namespace OnboardingFlow.Core.Workflow;

/// <summary>Custom status of an onboarding: which step, since when, which attempt, until when it waits. Holds no personal data in clear.</summary>
/// <param name="Run">Number of this run of the instance id, from 1.</param>
/// <param name="Nonce">Random word of the start that won.</param>
/// <param name="Fingerprint">HMAC of the request (see <see cref="Sealing"/>).</param>
/// <param name="Step">The step; an ended run keeps its last one.</param>
/// <param name="StepSince">When the step began.</param>
/// <param name="Attempt">Attempt within the step, from 1.</param>
public sealed record OnboardingStatus(
    int Run, string Nonce, string Fingerprint, OnboardingStep Step, DateTimeOffset StepSince, int Attempt)
{
    /// <summary>Until when it waits, or null when it works.</summary>
    public DateTimeOffset? WaitingUntil { get; init; }

    /// <summary>The newest presign token, once there is one.</summary>
    public IssuedToken? Token { get; init; }

    /// <summary>Set while the wait for a signature is being closed: no token is given out any more.</summary>
    public bool Ending { get; init; }

    /// <summary>Why it is parked, while in <see cref="OnboardingStep.NeedsAttention"/>.</summary>
    public AttentionCause? Attention { get; init; }

    /// <summary>How it ended, once it has.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Names of the channels that the end is delivered by, once it ended.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];
}
