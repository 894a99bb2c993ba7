using System.Diagnostics.Metrics;
using OnboardingFlow.Observability.Tests.Support;

namespace OnboardingFlow.Observability.Tests;

/// <summary>Dashboards and alerts of others are built on these names: they are written down, with what they mean, and exist.</summary>
public sealed class InstrumentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_has_each_metric_as_the_code_and_the_exporter_have_it()
    {
        var exported = await PrometheusPage.NamesAsync(Stop);
        await using var instruments = OurInstruments.Make();

        ObservabilityPage.AssertHolds("Metrics", instruments.All.Select(one => Row(one, exported)), withoutLastColumn: true);
    }

    [Fact]
    public async Task Names_are_unique_say_whose_they_are_and_have_a_unit_and_a_meaning()
    {
        await using var instruments = OurInstruments.Make();

        Assert.NotEmpty(instruments.All);
        Assert.Equal(instruments.All.Count, instruments.All.Select(one => one.Name).Distinct().Count());
        Assert.All(instruments.All, one =>
        {
            Assert.StartsWith("onboardingflow.", one.Name, StringComparison.Ordinal);
            Assert.EndsWith(".", one.Description, StringComparison.Ordinal);
            Assert.NotEmpty(one.Unit!);
        });
    }

    private static string Row(Instrument one, IReadOnlyDictionary<string, string> exported) =>
        $"| `{one.Name}` | {Kind(one)} | {one.Unit} | {one.Description} | `{exported.GetValueOrDefault(one.Name)}` |";

    private static string Kind(Instrument one) => one.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => "counter",
        "Histogram" => "histogram",
        "Gauge" or "ObservableGauge" => "gauge",
        "UpDownCounter" or "ObservableUpDownCounter" => "up-down counter",
        var other => throw new InvalidOperationException($"{one.Name} is a {other}: say how the table calls it."),
    };
}
