using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.OpenApi;

namespace OnboardingFlow.Functions.Http;

/// <summary>The API's description, and this instance's metrics.</summary>
public sealed class DocumentFunctions(HttpRunner run, ApiDocument document, PrometheusMetrics metrics)
{
    /// <summary>The OpenAPI document.</summary>
    [Function("GetOpenApi")]
    public Task<IResult> GetOpenApiAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi/v1.json")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, null, async context => Results.Text(await document.GetAsync(context.RequestAborted), "application/json"));

    /// <summary>Metrics of the instance that answers, as Prometheus reads them. Of all instances: Application Insights, or OTLP.</summary>
    [Function("GetMetrics")]
    public Task<IResult> GetMetricsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metrics")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Read, _ => Task.FromResult<IResult>(metrics));
}
