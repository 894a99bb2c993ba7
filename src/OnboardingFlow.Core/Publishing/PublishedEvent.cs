namespace OnboardingFlow.Core.Publishing;

/// <summary>A CloudEvents 1.0 event that this system publishes. Holds pseudonyms, no personal data.</summary>
/// <param name="Id">Stable over repeats.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Subject">The instance id.</param>
/// <param name="Time">When it happened.</param>
/// <param name="DataJson">The data as JSON text.</param>
/// <param name="TraceParent">W3C <c>traceparent</c> of the start of the onboarding, or null.</param>
/// <param name="TraceState">W3C <c>tracestate</c> that came with it, or null.</param>
public sealed record PublishedEvent(
    string Id, string Type, string Subject, DateTimeOffset Time, string DataJson, string? TraceParent = null, string? TraceState = null);
