namespace OnboardingFlow.Tests.Shared;

/// <summary>A log record as the collector got it.</summary>
/// <param name="Event">Name of the event.</param>
/// <param name="TraceId">Trace id, hex; empty when it was written outside of a trace.</param>
/// <param name="Attributes">Its attributes, those of scopes among them.</param>
internal sealed record SentLog(string Event, string TraceId, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The records of an OTLP <c>ExportLogsServiceRequest</c>.</summary>
    public static IEnumerable<SentLog> Read(ReadOnlyMemory<byte> request) =>
        from resource in ProtoMessage.Parse(request).Messages(1)
        from scope in resource.Messages(2)
        from log in scope.Messages(2)
        select new SentLog(log.Text(12), log.Hex(9), log.Attributes(6));
}
