namespace OnboardingFlow.Api.Health;

/// <summary>Answer of <c>/healthz</c>.</summary>
/// <param name="Status">Always <c>alive</c>.</param>
public sealed record HealthView(string Status);
