using System.Diagnostics;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Starting;

/// <summary>
/// Activity source <c>OnboardingFlow.Core</c>: the span in which a request becomes an onboarding. Engines keep its context with the run, so that everything
/// that the run does, whenever and in whichever process, is in its trace.
/// </summary>
public static class StartTrace
{
    private static readonly ActivitySource Source = new("OnboardingFlow.Core");

    /// <summary>The handling of a queue message, in the trace of the event that it holds.</summary>
    public static Activity OfMessage(CloudEventMetadata? cloudEvent, string messageId) =>
        Begin("onboarding-requests process", ActivityKind.Consumer, cloudEvent?.TraceParent, cloudEvent?.TraceState)
            .SetTag("messaging.system", "azure_storage_queues")
            .SetTag("messaging.destination.name", "onboarding-requests")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.message.id", messageId);

    /// <summary>The handling of a call: in the trace of the event that it carries, else in the call's own.</summary>
    public static Activity OfCall(CloudEventMetadata? cloudEvent) =>
        Begin("onboarding start", ActivityKind.Internal, cloudEvent?.TraceParent, cloudEvent?.TraceState);

    /// <summary>Work for a run that comes from outside of it, in the run's trace.</summary>
    public static Activity OfRun(string name, string? traceParent, string? traceState) =>
        Begin(name, ActivityKind.Internal, traceParent, traceState);

    /// <summary>What came of it.</summary>
    public static void Tell(Activity span, StartAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(answer);
        span.SetTag("onboardingflow.instance_id", answer.InstanceId).SetTag("onboardingflow.verdict", answer.Verdict.ToString());
    }

    /// <summary>Made even when nobody listens: the run may outlive this process, and be looked at by the next one.</summary>
    private static Activity Begin(string name, ActivityKind kind, string? traceParent, string? traceState)
    {
        var around = Activity.Current;
        if (!ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var caller))
        {
            return Source.StartActivity(name, kind) ?? Unheard(name);
        }

        ActivityLink[] links = around is null ? [] : [new ActivityLink(around.Context)];
        return Source.StartActivity(name, kind, caller, links: links)
            ?? new Activity(name) { TraceStateString = traceState }.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags).Start();
    }

    /// <summary>Whose trace begins here and now is recorded by whoever listens later; who asked for it decided himself.</summary>
    private static Activity Unheard(string name)
    {
        var decided = Source.HasListeners() || Activity.Current is { HasRemoteParent: true };
        var activity = new Activity(name).Start();
        if (!decided)
        {
            activity.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        }

        return activity;
    }
}
