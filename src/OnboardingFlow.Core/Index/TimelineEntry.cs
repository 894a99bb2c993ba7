namespace OnboardingFlow.Core.Index;

/// <summary>One line of an onboarding's timeline. Free of personal data.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="At">When it ended (or, for what takes no time, happened).</param>
/// <param name="Kind"><c>step</c>, <c>activity</c>, <c>event</c>, <c>timer</c> or <c>outcome</c>.</param>
/// <param name="Name">Name of the step, activity, event or outcome.</param>
/// <param name="Attempt">Attempt, from 1.</param>
/// <param name="DurationMs">How long it took by the orchestration's clock, in milliseconds; null where that means nothing.</param>
/// <param name="Result"><c>ok</c>, <c>failed</c> or a word of the step's own.</param>
/// <param name="Code">Why it failed or was refused, or null.</param>
public sealed record TimelineEntry(
    int Run, DateTimeOffset At, string Kind, string Name, int Attempt, long? DurationMs, string Result, string? Code);
