namespace OnboardingFlow.Core.Requests;

/// <summary>What the envelope of a CloudEvents 1.0 event says about a request.</summary>
/// <param name="Source">The sender.</param>
/// <param name="Id">Unique for its source: with it, the request id.</param>
/// <param name="TraceParent">W3C <c>traceparent</c>, or null.</param>
/// <param name="TraceState">W3C <c>tracestate</c> that came with it, or null.</param>
public sealed record CloudEventMetadata(string Source, string Id, string? TraceParent, string? TraceState = null);
