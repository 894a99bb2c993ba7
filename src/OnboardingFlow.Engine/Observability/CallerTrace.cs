using System.Diagnostics;

namespace OnboardingFlow.Engine.Observability;

/// <summary>W3C trace context of whoever started a run.</summary>
/// <param name="Parent">The <c>traceparent</c>.</param>
/// <param name="State">The <c>tracestate</c>, or null.</param>
internal sealed record CallerTrace(string Parent, string? State)
{
    /// <summary>That of whoever calls now, or null.</summary>
    public static CallerTrace? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } caller ? new(id, caller.TraceStateString) : null;
}
