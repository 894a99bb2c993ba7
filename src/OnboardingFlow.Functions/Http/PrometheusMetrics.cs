using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OnboardingFlow.Functions.Http;

/// <summary>Answers with OpenTelemetry's Prometheus page. It exists as a middleware only; here that is the whole pipeline.</summary>
public sealed class PrometheusMetrics(IServiceProvider services) : IResult
{
    private readonly RequestDelegate _page = new ApplicationBuilder(services).UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build();

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => _page(httpContext);
}
