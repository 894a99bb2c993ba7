namespace OnboardingFlow.Benchmarks.Running;

/// <summary>Measures that are taken together, with their own baseline beside them.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Measures">Names of what it prints.</param>
/// <param name="RunAsync">Takes them.</param>
internal sealed record BenchmarkGroup(string Name, IReadOnlyList<string> Measures, Func<BenchmarkRun, CancellationToken, Task> RunAsync)
{
    /// <summary>The longest that a group may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
}
