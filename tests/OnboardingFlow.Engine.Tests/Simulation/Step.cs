namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>A step of a random workflow.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="N">Makes it differ: which event, how long a timer, how many activities, which program.</param>
internal sealed record Step(StepKind Kind, int N)
{
    public string Event => N % 2 == 0 ? "x" : "y";

    public TimeSpan Wait => TimeSpan.FromSeconds(1 + (N * N * 20));
}
