namespace OnboardingFlow.Core.Activities;

/// <summary>Answer of a check: passed, or refused with a code.</summary>
/// <param name="Code">Null when passed.</param>
/// <param name="Message">Why it was refused, without personal data; null when passed.</param>
public sealed record CheckVerdict(string? Code, string? Message)
{
    /// <summary>Nothing to object.</summary>
    public static CheckVerdict Passed { get; } = new(null, null);
}
