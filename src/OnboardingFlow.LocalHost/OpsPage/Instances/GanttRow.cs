namespace OnboardingFlow.LocalHost.OpsPage.Instances;

/// <summary>A row of a chart.</summary>
/// <param name="Name">Name of the step, activity, event or outcome.</param>
/// <param name="IsStep">Whether it is a step, under which the others stand.</param>
/// <param name="Marks">What is drawn in it, in order.</param>
public sealed record GanttRow(string Name, bool IsStep, IReadOnlyList<GanttMark> Marks);
