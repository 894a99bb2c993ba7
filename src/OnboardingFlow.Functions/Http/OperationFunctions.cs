using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Keys;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Api.Repaying;

namespace OnboardingFlow.Functions.Http;

/// <summary>What operators do to onboardings.</summary>
public sealed class OperationFunctions(HttpRunner run, OperationHandlers operations, RepaymentHandler repayment, BulkHandlers bulk, RewrapHandler rewrap)
{
    /// <summary>Hands over a reviewer's decision.</summary>
    [Function("ReviewOnboarding")]
    public Task<IResult> ReviewOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings/{id}/review")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => operations.ReviewAsync(context, id));

    /// <summary>Asks a run to end without a contract.</summary>
    [Function("CancelOnboarding")]
    public Task<IResult> CancelOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings/{id}/cancel")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => operations.CancelAsync(context, id));

    /// <summary>Wakes a parked run, or rewinds one that a fault stopped.</summary>
    [Function("RetryOnboarding")]
    public Task<IResult> RetryOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings/{id}/retry")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => operations.RetryAsync(context, id));

    /// <summary>Holds a run.</summary>
    [Function("SuspendOnboarding")]
    public Task<IResult> SuspendOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings/{id}/suspend")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => operations.SuspendAsync(context, id));

    /// <summary>Lets a suspended run go on.</summary>
    [Function("ResumeOnboarding")]
    public Task<IResult> ResumeOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings/{id}/resume")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => operations.ResumeAsync(context, id));

    /// <summary>Ends a run now.</summary>
    [Function("TerminateOnboarding")]
    public Task<IResult> TerminateOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings/{id}/terminate")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => operations.TerminateAsync(context, id));

    /// <summary>A new repayment link of a person in debt.</summary>
    [Function("GetRepaymentUrl")]
    public Task<IResult> GetRepaymentUrlAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/onboardings/{id}/repayment-url")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => repayment.GetAsync(context, id));

    /// <summary>Erases and removes an ended onboarding.</summary>
    [Function("PurgeOnboarding")]
    public Task<IResult> PurgeOnboardingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/onboardings/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => operations.PurgeAsync(context, id));

    /// <summary>One operation on everything that a filter matches.</summary>
    [Function("RunBulk")]
    public Task<IResult> RunBulkAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/bulk/{action}")] HttpRequest request, string action, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, context => bulk.RunAsync(context, action));

    /// <summary>A step of wrapping stored data keys anew.</summary>
    [Function("RewrapKeys")]
    public Task<IResult> RewrapKeysAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys/rewrap")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, ApiRole.Operate, rewrap.StepAsync);
}
