using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace OnboardingFlow.Tests.Shared;

/// <summary>Takes what OpenTelemetry's exporter sends over HTTP, on 127.0.0.1.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();
    private readonly LoopbackServer _server;

    public OtlpCollector() => _server = new LoopbackServer(TakeAsync);

    public Uri Address => _server.Address;

    /// <summary>What makes a host send everything here, when it is wont to.</summary>
    public IReadOnlyDictionary<string, string> Endpoint => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <summary>What makes a host send everything here at once.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(Endpoint)
    {
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
    };

    public long ReceivedBytes => _received.Sum(one => (long)one.Body.Length);

    public IReadOnlyList<TracedSpan> Spans => [.. Bodies("traces").SelectMany(body => TracedSpan.Read(body))];

    public IReadOnlyList<SentLog> Logs => [.. Bodies("logs").SelectMany(body => SentLog.Read(body))];

    /// <summary>Everything of a signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>) as it came.</summary>
    public IEnumerable<byte[]> Bodies(string signal) => _received.Where(one => one.Signal == signal).Select(one => one.Body);

    /// <summary>Waits until what came satisfies; fails after a minute.</summary>
    public async Task<IReadOnlyList<TracedSpan>> UntilAsync(Func<IReadOnlyList<TracedSpan>, bool> satisfied, CancellationToken cancellationToken)
    {
        for (var look = 0; look < 600; look++)
        {
            if (Spans is var spans && satisfied(spans))
            {
                return spans;
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new InvalidOperationException($"The spans didn't come within a minute; there are: {string.Join(", ", Spans.Select(span => $"{span.TraceId[..6]} {span.Name}"))}");
    }

    /// <summary>Waits until these metrics came; returns the names of all that did.</summary>
    public async Task<IReadOnlyCollection<string>> UntilMetricsAsync(IReadOnlyCollection<string> expected, CancellationToken cancellationToken)
    {
        for (var look = 0; look < 600; look++)
        {
            var names = Bodies("metrics").SelectMany(body => NamesOf(body)).ToHashSet();
            if (names.IsSupersetOf(expected))
            {
                return names;
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new InvalidOperationException("The metrics didn't come within a minute.");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Of an OTLP <c>ExportMetricsServiceRequest</c>.</summary>
    private static IEnumerable<string> NamesOf(ReadOnlyMemory<byte> request) =>
        from resource in ProtoMessage.Parse(request).Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        select metric.Text(1);

    private async Task TakeAsync(HttpContext call) =>
        _received.Enqueue((call.Request.Path.Value![(call.Request.Path.Value!.LastIndexOf('/') + 1)..], await LoopbackServer.BodyOfAsync(call)));
}
