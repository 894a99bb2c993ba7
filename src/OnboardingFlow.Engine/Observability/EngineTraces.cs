using System.Diagnostics;
using OnboardingFlow.Engine.Activities;
using OnboardingFlow.Engine.Storage;
using TraceContext = System.Diagnostics.ActivityContext;

namespace OnboardingFlow.Engine.Observability;

/// <summary>
/// Activity source <c>OnboardingFlow.Engine</c>: a span for each attempt of an activity and one for each run that ended. All of a run are in one trace,
/// whatever restarts lie between: that of whoever started it, kept in its row, else one whose id is derived from the run's.
/// </summary>
internal static class EngineTraces
{
    public const string SourceName = "OnboardingFlow.Engine";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A span around an attempt, and what HTTP calls in it belong to. Null when nobody listens.</summary>
    public static Activity? BeginAttempt(ActivityWork work)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var span = Source.StartActivity($"activity {work.Name}", ActivityKind.Internal, ContextOf(work.Caller, work.RunId));
        return span?.SetTag("onboardingflow.instance_id", work.Context.InstanceId).SetTag("onboardingflow.attempt", work.Attempt);
    }

    public static void EndAttempt(Activity? span, string? errorType)
    {
        if (errorType is not null)
        {
            span?.SetTag("error.type", errorType).SetStatus(ActivityStatusCode.Error);
        }

        span?.Dispose();
    }

    /// <summary>A span from a run's start to its end, told when the end is durable.</summary>
    public static void Ended(InstanceRow row)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        var span = Source.StartActivity(
            $"orchestration {row.Orchestration}", ActivityKind.Internal, ContextOf(row.Caller, row.RunId), startTime: row.CreatedAt);
        if (span is not null)
        {
            span.SetTag("onboardingflow.instance_id", row.Id).SetTag("onboardingflow.run", row.Run).SetTag("onboardingflow.status", row.Status.ToString());
            if (row.Failure is { } failure)
            {
                span.SetTag("error.type", failure.ErrorType).SetStatus(ActivityStatusCode.Error);
            }

            span.SetEndTime(row.UpdatedAt.UtcDateTime);
            span.Dispose();
        }
    }

    private static TraceContext ContextOf(CallerTrace? caller, Guid runId)
    {
        if (TraceContext.TryParse(caller?.Parent, caller?.State, isRemote: true, out var context))
        {
            return context;
        }

        Span<byte> id = stackalloc byte[16];
        runId.TryWriteBytes(id, bigEndian: true, out _);
        return new TraceContext(
            ActivityTraceId.CreateFromBytes(id), ActivitySpanId.CreateFromBytes(id[8..]), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
