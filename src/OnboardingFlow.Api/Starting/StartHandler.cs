using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Starting;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Starting;

/// <summary><c>POST /api/onboardings</c>.</summary>
public sealed class StartHandler(
    RequestReader reader, Sealer sealer, OnboardingStarter starter, OnboardingQueries queries, ApiMetrics metrics, TimeProvider time, ILogger<StartHandler> logger)
{
    /// <summary>202 when this started a run; 200 when this very request runs or was seen already; 409 when it may not start; 400, 413, 415.</summary>
    public async Task<IResult> StartAsync(HttpContext context)
    {
        var key = IdempotencyKey.Read(context.Request.Headers, out var keyProblem);
        if (keyProblem is not null)
        {
            return Problems.Invalid(IdempotencyKey.Header, keyProblem);
        }

        var body = await Bodies.ReadJsonAsync(context.Request, RequestReader.MaxBytes, context.RequestAborted);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var read = reader.Read(body.Bytes);
        using var span = StartTrace.OfCall(read.CloudEvent);
        var reading = await OpenAsync(read, context.RequestAborted);
        if (reading.Request is not { } request)
        {
            return Problems.Invalid(reading.Errors);
        }

        var answer = await starter.StartAsync(new IncomingRequest(request, RequestIdOf(reading.CloudEvent, key)), context.RequestAborted);
        StartTrace.Tell(span, answer);
        metrics.Started(answer.Verdict);
        Log.StartAnswered(logger, answer.InstanceId, answer.Verdict.ToString());
        return await AnswerAsync(answer, request, context);
    }

    // An event's own id is what makes it the same event, whatever a proxy between puts into the header.
    private static string? RequestIdOf(CloudEventMetadata? cloudEvent, string? key) => (cloudEvent, key) switch
    {
        ({ } metadata, _) => RequestIds.FromCloudEvent(metadata.Source, metadata.Id),
        (null, { } given) => RequestIds.FromIdempotencyKey(given),
        _ => null,
    };

    private async Task<RequestReading> OpenAsync(RequestReading reading, CancellationToken cancellationToken)
    {
        if (reading.SealedData is not { } envelope)
        {
            return reading;
        }

        try
        {
            return reader.ReadOpened(await sealer.OpenSenderRequestAsync(envelope, cancellationToken), reading.CloudEvent);
        }
        catch (ActivityException exception) when (exception.ErrorType == ErrorTypes.Unreadable)
        {
            return new RequestReading { Errors = [new FieldError("data.sealed", "can't be opened: seal the data with the sealing key's public part")] };
        }
    }

    private async Task<IResult> AnswerAsync(StartAnswer answer, OnboardingRequest request, HttpContext context) => answer.Verdict switch
    {
        StartVerdict.Started => Results.Json(
            await queries.FindAsync(answer.InstanceId, answer.Confirmed, context.RequestAborted) ?? NotShowingYet(answer, request),
            ApiJson.Default.OnboardingView,
            statusCode: StatusCodes.Status202Accepted).WithLocation(answer.InstanceId),
        StartVerdict.AlreadyRunning or StartVerdict.AlreadySeen => Results.Json(
            await queries.FindAsync(answer.InstanceId, answer.Confirmed, context.RequestAborted) ?? NotShowingYet(answer, request),
            ApiJson.Default.OnboardingView).WithLocation(answer.InstanceId),
        StartVerdict.RunsWithOtherData => Conflict(
            answer, "runs_with_other_data", "The person's onboarding runs with other data. Cancel it first, or send the same data."),
        StartVerdict.SameAsEnded => Conflict(answer, "ended", "This very onboarding has ended. Set options.restart to start a new run."),
        StartVerdict.EndedWithOtherData => Conflict(
            answer, "ended_with_other_data", "The person's onboarding has ended, with other data. Set options.restart to start a new run."),
        StartVerdict.RestartNeedsRequestId => Conflict(
            answer, "restart_needs_request_id", "A restart needs a request id that wasn't seen before: send a new Idempotency-Key, or a CloudEvent with a new id."),
        _ => throw new InvalidOperationException($"Unknown verdict {answer.Verdict}."),
    };

    private static IResult Conflict(StartAnswer answer, string code, string detail) =>
        Problems.Conflict(code, detail, OnboardingLinks.SelfOf(answer.InstanceId));

    // Durable Task took the start, but shows nothing yet.
    private OnboardingView NotShowingYet(StartAnswer answer, OnboardingRequest request)
    {
        var now = time.GetUtcNow();
        var user = request.Presign.FacepayUser;
        return new OnboardingView(
            answer.InstanceId,
            user.OrganizationId,
            user.OutUserId,
            1,
            OnboardingStep.Accepted,
            now,
            1,
            null,
            answer.Confirmed,
            RuntimeStatus.Pending,
            null,
            now,
            now,
            OnboardingLinks.Of(answer.InstanceId))
        { Deliveries = [] };
    }
}
