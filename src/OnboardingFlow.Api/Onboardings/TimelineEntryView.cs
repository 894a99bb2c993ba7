namespace OnboardingFlow.Api.Onboardings;

/// <summary>One line of a timeline.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="At">When it ended or happened.</param>
/// <param name="Kind">step, activity, event, timer or outcome.</param>
/// <param name="Name">Name of the step, activity, event or outcome.</param>
/// <param name="Attempt">Attempt, from 1.</param>
/// <param name="DurationMs">How long it took in milliseconds, or null.</param>
/// <param name="Result">ok, failed or a word of the step's own.</param>
/// <param name="Code">Why it failed or was refused, or null.</param>
public sealed record TimelineEntryView(
    int Run, DateTimeOffset At, string Kind, string Name, int Attempt, long? DurationMs, string Result, string? Code);
