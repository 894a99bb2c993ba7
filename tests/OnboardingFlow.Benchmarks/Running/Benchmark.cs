namespace OnboardingFlow.Benchmarks.Running;

/// <summary>Something that can be measured.</summary>
/// <param name="Name">As on the command line and in each line of output.</param>
/// <param name="Job">What it does, in one line.</param>
/// <param name="Groups">Its measures, in groups that run on their own, within five minutes each.</param>
/// <param name="Options">What can be set on the command line.</param>
internal sealed record Benchmark(string Name, string Job, IReadOnlyList<BenchmarkGroup> Groups, IReadOnlyList<BenchmarkOption> Options);
