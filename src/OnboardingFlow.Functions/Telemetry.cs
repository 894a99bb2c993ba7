using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Integrations.Tracing;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OnboardingFlow.Functions;

/// <summary>
/// The worker's half of the telemetry (host.json's <c>telemetryMode</c> is the host's): to Application Insights where its connection string is set, by OTLP where
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so, and at <c>/metrics</c>. Nothing is sent anywhere else.
/// </summary>
internal static class Telemetry
{
    /// <summary>The platform's own setting for Application Insights.</summary>
    public const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Ours = "OnboardingFlow.*";

    public static IServiceCollection AddWorkerTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(Ours).AddPrometheusExporter())
            .WithTracing(traces => traces.AddSource(Ours, "Microsoft.DurableTask").AddOutgoingCalls());
        if (!string.IsNullOrEmpty(configuration[ApplicationInsights]) || !string.IsNullOrEmpty(configuration[OtlpEndpoint]))
        {
            telemetry.UseFunctionsWorkerDefaults();
        }

        if (!string.IsNullOrEmpty(configuration[ApplicationInsights]))
        {
            telemetry.UseAzureMonitorExporter();
        }

        if (!string.IsNullOrEmpty(configuration[OtlpEndpoint]))
        {
            telemetry.UseOtlpExporter();
        }

        return services;
    }
}
