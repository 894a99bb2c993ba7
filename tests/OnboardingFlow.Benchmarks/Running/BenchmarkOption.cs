namespace OnboardingFlow.Benchmarks.Running;

/// <summary>A whole number that can be set on the command line as <c>--name value</c>.</summary>
internal sealed record BenchmarkOption(string Name, int Default, int Min, int Max, string Meaning);
