namespace OnboardingFlow.Core.Workflow;

/// <summary>A presign token, sealed with the onboarding's data key.</summary>
/// <param name="Sealed">Envelope of the token.</param>
/// <param name="ExpiresAt">End of its life.</param>
/// <param name="Number">1 for the first token of the run, 2 for the next.</param>
public sealed record IssuedToken(string Sealed, DateTimeOffset ExpiresAt, int Number)
{
    /// <summary>Who asks again within this time gets the same token: a repeated click or call, not somebody who was in the mini-program meanwhile.</summary>
    public static readonly TimeSpan SameFor = TimeSpan.FromSeconds(2);
}
