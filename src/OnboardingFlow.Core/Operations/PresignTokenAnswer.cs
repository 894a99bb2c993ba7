using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Operations;

/// <summary>Answer to a wish for a live presign token.</summary>
/// <param name="Verdict">Whether there is one.</param>
public sealed record PresignTokenAnswer(PresignTokenVerdict Verdict)
{
    /// <summary>The token, when issued.</summary>
    public Sensitive? Token { get; init; }

    /// <summary>End of the token's life, when issued.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The request, when issued: the mini-program wants its data.</summary>
    public OnboardingRequest? Request { get; init; }

    /// <summary>For <see cref="PresignTokenVerdict.NotYet"/>: when asking again makes sense.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>For a refusal: why, for the caller; no personal data.</summary>
    public string? Message { get; init; }
}
