namespace OnboardingFlow.Core.Activities;

/// <summary>Answer of an activity that has nothing to say but that it is done.</summary>
public sealed record Done
{
    /// <summary>The one value.</summary>
    public static Done Value { get; } = new();
}
