namespace OnboardingFlow.LocalHost.OpsPage.Instances;

/// <summary>Something drawn in a row of a chart.</summary>
/// <param name="Kind">A class that gives it its look: <c>step</c>, <c>wait</c>, <c>ok</c>, <c>failed</c>, <c>retry</c>, <c>event</c> or <c>outcome</c>.</param>
/// <param name="From">Where it begins, 0 to 1.</param>
/// <param name="To">Where it ends, 0 to 1; the same for what takes no time.</param>
/// <param name="Took">How long it took; null for what takes no time.</param>
/// <param name="Attempt">Attempt, from 1.</param>
/// <param name="Code">Why it failed, or null.</param>
public sealed record GanttMark(string Kind, double From, double To, TimeSpan? Took, int Attempt, string? Code);
