using OnboardingFlow.Api.Access;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>Metrics at <c>/metrics</c>; metrics and traces by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so. Nothing is sent anywhere else.</summary>
internal static class Telemetry
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Ours = "OnboardingFlow.*";
    private static readonly string[] AspNetCore = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var otlp = !string.IsNullOrEmpty(configuration[OtlpEndpoint]);
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("OnboardingFlow"));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter([Ours, .. AspNetCore]).AddPrometheusExporter();
            if (otlp)
            {
                metrics.AddOtlpExporter();
            }
        });
        if (otlp)
        {
            telemetry.WithTracing(traces => traces.AddSource(Ours, "Microsoft.AspNetCore").AddOtlpExporter());
        }

        return services;
    }

    /// <summary><c>GET /metrics</c>, for keys with the role <c>read</c>.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics").RequireApiRole(ApiRole.Read);
}
