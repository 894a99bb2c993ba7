namespace OnboardingFlow.Api.Health;

/// <summary>How one check went.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Ready">Whether it can be used.</param>
/// <param name="Reason">Why not, or null.</param>
/// <param name="DurationMs">How long the check took, in milliseconds.</param>
public sealed record ReadinessCheckView(string Name, bool Ready, string? Reason, long DurationMs);
