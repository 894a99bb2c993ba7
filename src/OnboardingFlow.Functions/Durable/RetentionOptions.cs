namespace OnboardingFlow.Functions.Durable;

/// <summary>Section <c>Engine</c>, the part that means something for a task hub.</summary>
public sealed class RetentionOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Engine";

    /// <summary>How long an instance stays in the task hub after its end.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
