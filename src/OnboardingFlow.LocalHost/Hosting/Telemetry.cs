using OnboardingFlow.Api.Access;
using OnboardingFlow.Integrations.Tracing;
using OnboardingFlow.LocalHost.Counting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>Metrics at <c>/metrics</c>; traces, metrics and logs by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so. Nothing is sent anywhere else.</summary>
internal static class Telemetry
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Ours = "OnboardingFlow.*";
    private static readonly string[] AspNetCore = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];
    private static readonly string[] Probes = ["/healthz", "/metrics", "/readyz"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IndexMetrics>().AddHostedService<IndexWatch>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("OnboardingFlow", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics.AddMeter([Ours, .. AspNetCore]).AddPrometheusExporter());
        if (!string.IsNullOrEmpty(configuration[OtlpEndpoint]))
        {
            services.Configure<OpenTelemetryLoggerOptions>(logs => (logs.IncludeScopes, logs.IncludeFormattedMessage) = (true, true));
            telemetry
                .WithTracing(traces => traces
                    .AddSource(Ours)
                    .AddAspNetCoreInstrumentation(calls => calls.Filter = call => !Probes.Contains(call.Request.Path.Value))
                    .AddOutgoingCalls())
                .UseOtlpExporter(); // Logs too.
        }

        return services;
    }

    /// <summary><c>GET /metrics</c>, for keys with the role <c>read</c>.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics").RequireApiRole(ApiRole.Read);
}
