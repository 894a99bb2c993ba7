using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Engine;
using OnboardingFlow.Functions;
using OnboardingFlow.Functions.Tests;
using OnboardingFlow.LocalHost.Counting;

namespace OnboardingFlow.Observability.Tests.Support;

/// <summary>Every instrument that the programs make, made as the hosts make them.</summary>
internal sealed class OurInstruments : IAsyncDisposable
{
    private const string Ours = "OnboardingFlow.";

    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    private readonly List<Instrument> _instruments = [];
    private readonly ServiceProvider _services;

    private OurInstruments(ServiceProvider services) => _services = services;

    /// <summary>Classes that make instruments: those with a field for one, and those that are named for it.</summary>
    public static IReadOnlyList<Type> Makers { get; } = [.. OurAssemblies.Types
        .Where(type => type is { IsClass: true, IsNested: false })
        .Where(type => type.Name.EndsWith("Metrics", StringComparison.Ordinal) || type.GetFields(Fields).Any(field => typeof(Instrument).IsAssignableFrom(field.FieldType)))
        .Where(type => type.Name != "PrometheusMetrics")]; // The page that shows them.

    public IReadOnlyList<Instrument> All
    {
        get
        {
            lock (_instruments)
            {
                return [.. _instruments.OrderBy(one => one.Name, StringComparer.Ordinal)];
            }
        }
    }

    public static OurInstruments Make()
    {
        var configuration = HostSettings.Sample();
        var services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton<IConfiguration>(configuration);
        services.AddOnboardingFunctions(configuration);
        services.AddDurableEngine();
        services.AddSingleton<IndexMetrics>();
        var made = new OurInstruments(services.BuildServiceProvider());
        made.Listen();
        return made;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Listen()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name.StartsWith(Ours, StringComparison.Ordinal))
                {
                    lock (_instruments)
                    {
                        _instruments.Add(instrument);
                    }
                }
            },
        };
        listener.Start();
        foreach (var maker in Makers)
        {
            // The engine makes its own: it runs without a container too.
            Assert.NotNull(maker.Assembly == typeof(DurableEngine).Assembly ? _services.GetService<DurableEngine>() : _services.GetService(maker));
        }
    }
}
