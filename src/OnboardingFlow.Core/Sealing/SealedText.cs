namespace OnboardingFlow.Core.Sealing;

/// <summary>What came of sealing with a fresh data key.</summary>
/// <param name="KeyId">The new data key, for sealing more that belongs to the same onboarding.</param>
/// <param name="Envelope">The envelope as text.</param>
public sealed record SealedText(string KeyId, string Envelope);
