using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Poison;

namespace OnboardingFlow.Functions.Http;

/// <summary>The messages that couldn't become onboardings.</summary>
public sealed class PoisonFunctions(HttpRunner run, PoisonHandlers poison)
{
    /// <summary>The oldest of them.</summary>
    [Function("ListPoison")]
    public Task<IResult> ListPoisonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/poison")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, poison.ListAsync);

    /// <summary>Why a message couldn't become an onboarding.</summary>
    [Function("GetPoison")]
    public Task<IResult> GetPoisonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/poison/{messageId}")] HttpRequest request, string messageId, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => poison.GetAsync(context, messageId));

    /// <summary>Puts a message on the request queue again, as it came or repaired.</summary>
    [Function("RequeuePoison")]
    public Task<IResult> RequeuePoisonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/poison/{messageId}/requeue")] HttpRequest request, string messageId, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => poison.RequeueAsync(context, messageId));

    /// <summary>Removes a message for good.</summary>
    [Function("DeletePoison")]
    public Task<IResult> DeletePoisonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/poison/{messageId}")] HttpRequest request, string messageId, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => poison.DeleteAsync(context, messageId));
}
