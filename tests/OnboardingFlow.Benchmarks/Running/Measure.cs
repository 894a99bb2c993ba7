namespace OnboardingFlow.Benchmarks.Running;

/// <summary>One line of output.</summary>
/// <param name="Benchmark">The benchmark's name.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what; <c>ratio</c> for a ratio.</param>
/// <param name="Goal">What it should be, such as <c>&gt;= 0.5</c>, or null when nothing is promised.</param>
internal sealed record Measure(
    string Benchmark, [property: System.Text.Json.Serialization.JsonPropertyName("measure")] string Name, double Value, string Unit, string? Goal);
