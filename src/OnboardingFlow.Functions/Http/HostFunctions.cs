using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Api.OpenApi;

namespace OnboardingFlow.Functions.Http;

/// <summary>What the instance that answers says of itself: health, metrics, the API's description. None of it asks the task hub.</summary>
public sealed class HostFunctions(HttpRunner run, HealthHandlers health, PrometheusMetrics metrics, ApiDocument document)
{
    /// <summary>Whether the host is alive.</summary>
    [Function("GetHealth")]
    public Task<IResult> GetHealthAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz")] HttpRequest request) =>
        run.RunAsync(request, null, _ => HealthHandlers.AliveAsync());

    /// <summary>Whether the host can do its work; details for keys with read.</summary>
    [Function("GetReadiness")]
    public Task<IResult> GetReadinessAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "readyz")] HttpRequest request) =>
        run.RunAsync(request, null, health.ReadyAsync);

    /// <summary>Metrics as Prometheus reads them. Of all instances: Application Insights, or OTLP.</summary>
    [Function("GetMetrics")]
    public Task<IResult> GetMetricsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metrics")] HttpRequest request) =>
        run.RunAsync(request, ApiRole.Read, _ => Task.FromResult<IResult>(metrics));

    /// <summary>The OpenAPI document.</summary>
    [Function("GetOpenApi")]
    public Task<IResult> GetOpenApiAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi/v1.json")] HttpRequest request) =>
        run.RunAsync(request, null, async context => Results.Text(await document.GetAsync(context.RequestAborted), "application/json"));
}
