using System.Globalization;
using System.Text.Json;

namespace OnboardingFlow.Benchmarks.Running;

/// <summary>What a group is given: its options, and where its results go.</summary>
internal sealed class BenchmarkRun(string benchmark, IReadOnlyDictionary<string, int> options, TextWriter lines, TextWriter people)
{
    private const int LabelWidth = 76;

    public int this[BenchmarkOption option] => options[option.Name];

    /// <summary>A result: a JSON line for programs and a row for people.</summary>
    public void Measure(string name, double value, string unit, string? goal = null)
    {
        lines.WriteLine(JsonSerializer.Serialize(new Measure(benchmark, name, Math.Round(value, 4), unit, goal), MeasureJson.Line.Measure));
        lines.Flush();
        Row(name, value, goal is null ? unit : $"{unit} (goal {goal})");
    }

    /// <summary>A row for people only.</summary>
    public void Row(string label, double value, string unit) =>
        people.WriteLine($"  {label.PadRight(LabelWidth)} {value.ToString("#,##0.00", CultureInfo.InvariantCulture),12} {unit}");

    /// <summary>A heading or a sentence for people only.</summary>
    public void Say(string text) => people.WriteLine(text);
}
