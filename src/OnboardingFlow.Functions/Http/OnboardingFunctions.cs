using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Api.Presigning;
using OnboardingFlow.Api.Starting;

namespace OnboardingFlow.Functions.Http;

/// <summary>Starting onboardings and looking at them.</summary>
public sealed class OnboardingFunctions(HttpRunner run, StartHandler start, OnboardingQueries queries, PresignTokenHandler tokens)
{
    /// <summary>Starts an onboarding.</summary>
    [Function("StartOnboarding")]
    public Task<IResult> StartOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Start, start.StartAsync);

    /// <summary>A page of onboardings, newest first.</summary>
    [Function("ListOnboardings")]
    public Task<IResult> ListOnboardingsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/onboardings")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Read, queries.ListAsync);

    /// <summary>One onboarding as it is now.</summary>
    [Function("GetOnboarding")]
    public Task<IResult> GetOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/onboardings/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Read, context => queries.GetAsync(context, id));

    /// <summary>What happened in all runs, in order.</summary>
    [Function("GetTimeline")]
    public Task<IResult> GetTimelineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/onboardings/{id}/timeline")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Read, context => queries.TimelineAsync(context, id));

    /// <summary>How many onboardings stand where.</summary>
    [Function("GetCounts")]
    public Task<IResult> GetCountsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/counts")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Read, queries.CountsAsync);

    /// <summary>A live presign token and the mini-program's arguments.</summary>
    [Function("GetPresignToken")]
    public Task<IResult> GetPresignTokenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings/{id}/presign-token")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Start, context => tokens.GetAsync(context, id));
}
