namespace OnboardingFlow.Core.Requests;

/// <summary>Consent to the processing of the person's data.</summary>
/// <param name="Reference">The sender's reference to the recorded consent.</param>
/// <param name="ObtainedAt">When it was given.</param>
/// <param name="Guardian">Whether a guardian gave it.</param>
public sealed record Consent(string Reference, DateTimeOffset ObtainedAt, bool Guardian = false);
