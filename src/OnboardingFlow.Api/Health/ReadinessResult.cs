namespace OnboardingFlow.Api.Health;

/// <summary>What a check found. Neither text holds secrets or personal data.</summary>
/// <param name="Problem">What is wrong and how to put it right; null when it can be used.</param>
/// <param name="Detail">What is in use, such as the key that encrypts; null when there is nothing to tell.</param>
public readonly record struct ReadinessResult(string? Problem, string? Detail = null);
