namespace OnboardingFlow.Api.Keys;

/// <summary>What one step of wrapping the stored data keys anew came to.</summary>
/// <param name="Examined">Keys that were looked at.</param>
/// <param name="Rewrapped">Of these, wrapped anew by the newest version of the sealing key.</param>
/// <param name="Failed">Of these, left as they were because they can't be unwrapped; the host's log says why.</param>
/// <param name="ContinuationToken">For the next step; null after the last one.</param>
public sealed record RewrapView(int Examined, int Rewrapped, int Failed, string? ContinuationToken);
