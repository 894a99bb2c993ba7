namespace OnboardingFlow.Core.Sealing;

/// <summary>What one step of rewrapping came to.</summary>
/// <param name="Examined">Stored keys that were looked at.</param>
/// <param name="Rewrapped">Of these, wrapped anew by the newest version of the sealing key.</param>
/// <param name="Failed">Of these, left as they were because they can't be unwrapped: their version is disabled, deleted or forbidden, or they are damaged.</param>
/// <param name="Last">Where the next step begins; null when this was the last one.</param>
public sealed record RewrapStep(int Examined, int Rewrapped, int Failed, string? Last);
