namespace OnboardingFlow.Tests.Shared;

/// <summary>A span as the collector got it.</summary>
/// <param name="Process">Which life of LocalHost sent it (<c>service.instance.id</c>).</param>
/// <param name="Source">The activity source.</param>
/// <param name="TraceId">Trace id, hex.</param>
/// <param name="SpanId">Its own id, hex.</param>
/// <param name="ParentId">Its parent's, hex; empty for a root.</param>
/// <param name="State">The trace state.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tags">Its attributes.</param>
internal sealed record TracedSpan(
    string Process, string Source, string TraceId, string SpanId, string ParentId, string State, string Name, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The spans of an OTLP <c>ExportTraceServiceRequest</c>.</summary>
    public static IEnumerable<TracedSpan> Read(ReadOnlyMemory<byte> request) =>
        from resource in ProtoMessage.Parse(request).Messages(1)
        let process = resource.Messages(1).Single().Attributes(1)["service.instance.id"]
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new TracedSpan(
            process, scope.Messages(1).Single().Text(1), span.Hex(1), span.Hex(2), span.Hex(4), span.Text(3), span.Text(5), span.Attributes(9));
}
