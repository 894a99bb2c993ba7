using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Api.Keys;
using OnboardingFlow.Api.Notifications;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Api.OpenApi;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Api.Poison;
using OnboardingFlow.Api.Presigning;
using OnboardingFlow.Api.Repaying;
using OnboardingFlow.Api.Starting;

namespace OnboardingFlow.Api;

/// <summary>The API's routes, for a host with ASP.NET Core's routing.</summary>
public static class ApiRoutes
{
    private const string Onboarding = "/api/onboardings/{id}";
    private const string PoisonMessage = "/api/poison/{message_id}";

    /// <summary>Maps all routes of the API, each behind its role, and <c>/openapi/v1.json</c>.</summary>
    public static IEndpointRouteBuilder MapOnboardingApi(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        MapOnboardings(app);
        MapOperations(app);
        MapPoison(app);
        MapOthers(app);
        app.MapOpenApi();
        return app;
    }

    private static void MapOnboardings(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/onboardings", (HttpContext context, ApiRunner run, StartHandler handler) =>
                run.RunAsync(context, ApiRole.Start, () => handler.StartAsync(context)))
            .Describe("StartOnboarding", "Starts an onboarding", "onboardings", ApiRole.Start)
            .TakesRequest()
            .Answers<OnboardingView>(StatusCodes.Status202Accepted, StatusCodes.Status200OK)
            .Refuses(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/api/onboardings", (HttpContext context, ApiRunner run, OnboardingQueries handler) =>
                run.RunAsync(context, ApiRole.Read, () => handler.ListAsync(context)))
            .Describe("ListOnboardings", "A page of onboardings, newest first", "onboardings", ApiRole.Read)
            .TakesQuery("step", "outcome", "code", "organization_id", "created_from", "created_to", "page_size", "continuation_token")
            .Answers<OnboardingListView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest);
        app.MapGet(Onboarding, (HttpContext context, string id, ApiRunner run, OnboardingQueries handler) =>
                run.RunAsync(context, ApiRole.Read, () => handler.GetAsync(context, id)))
            .Describe("GetOnboarding", "One onboarding as it is now", "onboardings", ApiRole.Read)
            .Answers<OnboardingView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status404NotFound);
        app.MapGet($"{Onboarding}/timeline", (HttpContext context, string id, ApiRunner run, OnboardingQueries handler) =>
                run.RunAsync(context, ApiRole.Read, () => handler.TimelineAsync(context, id)))
            .Describe("GetTimeline", "What happened in all runs, in order", "onboardings", ApiRole.Read)
            .Answers<TimelineView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status404NotFound);
        app.MapGet("/api/counts", (HttpContext context, ApiRunner run, OnboardingQueries handler) =>
                run.RunAsync(context, ApiRole.Read, () => handler.CountsAsync(context)))
            .Describe("GetCounts", "How many onboardings stand where", "onboardings", ApiRole.Read)
            .Answers<CountsView>(StatusCodes.Status200OK);
        app.MapPost($"{Onboarding}/presign-token", (HttpContext context, string id, ApiRunner run, PresignTokenHandler handler) =>
                run.RunAsync(context, ApiRole.Start, () => handler.GetAsync(context, id)))
            .Describe("GetPresignToken", "A live presign token and the mini-program's arguments", "onboardings", ApiRole.Start)
            .Answers<PresignTokenView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
    }

    private static void MapOperations(IEndpointRouteBuilder app)
    {
        Operation<ReviewBody>("review", "Hands over a reviewer's decision", (handler, context, id) => handler.ReviewAsync(context, id));
        Operation<CancelBody>("cancel", "Asks a run to end without a contract", (handler, context, id) => handler.CancelAsync(context, id));
        Operation<ReasonBody>("retry", "Wakes a parked run, or rewinds one that a fault stopped", (handler, context, id) => handler.RetryAsync(context, id));
        Operation<ReasonBody>("suspend", "Holds a run", (handler, context, id) => handler.SuspendAsync(context, id));
        Operation<ReasonBody>("resume", "Lets a suspended run go on", (handler, context, id) => handler.ResumeAsync(context, id));
        Operation<ReasonBody>("terminate", "Ends a run now", (handler, context, id) => handler.TerminateAsync(context, id));
        app.MapPost($"{Onboarding}/repayment-url", (HttpContext context, string id, ApiRunner run, RepaymentHandler handler) =>
                run.RunAsync(context, ApiRole.Operate, () => handler.GetAsync(context, id)))
            .Describe("GetRepaymentUrl", "A new repayment link, when the end is REPAYMENT_NEEDED", "operations", ApiRole.Operate)
            .Answers<RepaymentView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        app.MapDelete(Onboarding, (HttpContext context, string id, ApiRunner run, OperationHandlers handler) =>
                run.RunAsync(context, ApiRole.Operate, () => handler.PurgeAsync(context, id)))
            .Describe("PurgeOnboarding", "Erases and removes an ended onboarding", "operations", ApiRole.Operate)
            .AnswersNothing()
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        app.MapPost("/api/bulk/{action}", (HttpContext context, string action, ApiRunner run, BulkHandlers handler) =>
                run.RunAsync(context, ApiRole.Operate, () => handler.RunAsync(context, action)))
            .Describe(
                "RunBulk", "One operation on all that a filter matches: retry, suspend, resume, cancel, terminate or purge", "operations", ApiRole.Operate)
            .Takes<BulkBody>()
            .Answers<BulkView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        app.MapPost("/api/keys/rewrap", (HttpContext context, ApiRunner run, RewrapHandler handler) =>
                run.RunAsync(context, ApiRole.Operate, () => handler.StepAsync(context)))
            .Describe("RewrapKeys", "A step of wrapping stored data keys anew after the sealing key was rotated", "operations", ApiRole.Operate)
            .TakesQuery("continuation_token")
            .Answers<RewrapView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

        void Operation<TBody>(string name, string summary, Func<OperationHandlers, HttpContext, string, Task<IResult>> call)
            where TBody : notnull => app
            .MapPost($"{Onboarding}/{name}", (HttpContext context, string id, ApiRunner run, OperationHandlers handler) =>
                run.RunAsync(context, ApiRole.Operate, () => call(handler, context, id)))
            .Describe($"{char.ToUpperInvariant(name[0])}{name[1..]}Onboarding", summary, "operations", ApiRole.Operate)
            .Takes<TBody>()
            .Answers<OnboardingView>(StatusCodes.Status202Accepted)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static void MapPoison(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/poison", (HttpContext context, ApiRunner run, PoisonHandlers handler) =>
                run.RunAsync(context, ApiRole.Operate, () => handler.ListAsync(context)))
            .Describe("ListPoison", "The oldest messages that couldn't become onboardings", "poison", ApiRole.Operate)
            .Answers<PoisonListView>(StatusCodes.Status200OK);
        app.MapGet(PoisonMessage, (HttpContext context, [FromRoute(Name = "message_id")] string messageId, ApiRunner run, PoisonHandlers handler) =>
                run.RunAsync(context, ApiRole.Operate, () => handler.GetAsync(context, messageId)))
            .Describe("GetPoison", "Why a message couldn't become an onboarding", "poison", ApiRole.Operate)
            .Answers<PoisonMessageView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status404NotFound);
        app.MapPost($"{PoisonMessage}/requeue", (HttpContext context, [FromRoute(Name = "message_id")] string messageId, ApiRunner run, PoisonHandlers handler) =>
                run.RunAsync(context, ApiRole.Operate, () => handler.RequeueAsync(context, messageId)))
            .Describe("RequeuePoison", "Puts a message on the request queue again, as it came or repaired", "poison", ApiRole.Operate)
            .Answers<RequeueView>(StatusCodes.Status202Accepted)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        app.MapDelete(PoisonMessage, (HttpContext context, [FromRoute(Name = "message_id")] string messageId, ApiRunner run, PoisonHandlers handler) =>
                run.RunAsync(context, ApiRole.Operate, () => handler.DeleteAsync(context, messageId)))
            .Describe("DeletePoison", "Removes a message for good", "poison", ApiRole.Operate)
            .AnswersNothing()
            .Refuses(StatusCodes.Status404NotFound);
    }

    private static void MapOthers(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/wechatpay/notifications", (HttpContext context, ApiRunner run, NotificationHandler handler) =>
                run.RunAsync(context, null, () => handler.ReceiveAsync(context)))
            .Describe("ReceiveNotification", "Takes WeChat Pay's notifications; their signature is the key", "wechatpay", null)
            .AnswersNothing()
            .Produces<NotificationRefusal>(StatusCodes.Status401Unauthorized)
            .Produces<NotificationRefusal>(StatusCodes.Status413PayloadTooLarge)
            .Produces<NotificationRefusal>(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/healthz", (HttpContext context, ApiRunner run) =>
                run.RunAsync(context, null, HealthHandlers.AliveAsync))
            .Describe("GetHealth", "Whether the host is alive", "health", null)
            .Answers<HealthView>(StatusCodes.Status200OK);
        app.MapGet("/readyz", (HttpContext context, ApiRunner run, HealthHandlers handler) =>
                run.RunAsync(context, null, () => handler.ReadyAsync(context)))
            .Describe("GetReadiness", "Whether the host can do its work; details for keys with read", "health", null)
            .Answers<ReadinessView>(StatusCodes.Status200OK, StatusCodes.Status503ServiceUnavailable);
    }
}
