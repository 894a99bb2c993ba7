using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace OnboardingFlow.Observability.Tests.Support;

/// <summary>What a Prometheus server reads once every instrument has measured something. The exporter itself says under which names.</summary>
internal static partial class PrometheusPage
{
    /// <summary>Exported name of each instrument.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("OnboardingFlow.*").AddPrometheusExporter());
        await using var app = builder.Build();
        app.MapPrometheusScrapingEndpoint();
        await app.StartAsync(cancellationToken);
        await using var instruments = OurInstruments.Make();
        using var standIns = new Meter("OnboardingFlow.StandIns");
        foreach (var instrument in instruments.All)
        {
            Measure(instrument, standIns);
        }

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var exported = TypeLine().Matches(await client.GetStringAsync(new Uri("metrics", UriKind.Relative), cancellationToken))
            .Select(match => match.Groups[1].Value).Where(name => name != "target_info").Distinct().ToList();
        return exported.ToDictionary(name => OwnerOf(name, instruments.All).Name);
    }

    /// <summary>The exporter writes a dot as an underscore, and adds unit and kind at the end.</summary>
    private static Instrument OwnerOf(string exported, IReadOnlyList<Instrument> instruments) => instruments
        .Where(one => exported.StartsWith(one.Name.Replace('.', '_'), StringComparison.Ordinal))
        .MaxBy(one => one.Name.Length) ?? throw new InvalidOperationException($"No instrument is exported as {exported}.");

    private static void Measure(Instrument instrument, Meter standIns)
    {
        switch (instrument)
        {
            case Counter<long> counter:
                counter.Add(1);
                break;
            case Histogram<double> histogram:
                histogram.Record(1);
                break;
            case Histogram<int> histogram:
                histogram.Record(1);
                break;
            case { IsObservable: true }:
                // Those that have looked at nothing yet tell nothing: one of the same name and unit stands in.
                standIns.CreateObservableGauge(instrument.Name, () => 1, instrument.Unit, instrument.Description);
                break;
            default:
                throw new InvalidOperationException($"{instrument.Name}: this test doesn't know how to measure by a {instrument.GetType().Name}.");
        }
    }

    [GeneratedRegex(@"^# TYPE (\w+) ", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
