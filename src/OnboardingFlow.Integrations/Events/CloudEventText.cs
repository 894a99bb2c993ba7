using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Integrations.Events;

/// <summary>Published events as CloudEvents 1.0 in structured JSON mode. The same event always gives the same bytes.</summary>
internal static class CloudEventText
{
    /// <summary>Media type of a structured event.</summary>
    public const string MediaType = "application/cloudevents+json";

    private static readonly JsonEventFormatter Formatter = new();

    /// <summary>Of the extension "Distributed Tracing" of CloudEvents.</summary>
    private static readonly CloudEventAttribute TraceParent = CloudEventAttribute.CreateExtension("traceparent", CloudEventAttributeType.String);
    private static readonly CloudEventAttribute TraceState = CloudEventAttribute.CreateExtension("tracestate", CloudEventAttributeType.String);

    public static ReadOnlyMemory<byte> Encode(PublishedEvent published)
    {
        using var data = JsonDocument.Parse(published.DataJson);
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0, [TraceParent, TraceState])
        {
            Id = published.Id,
            Type = published.Type,
            Source = new Uri(EventTypes.Source, UriKind.Relative),
            Subject = published.Subject,
            Time = published.Time,
            DataContentType = MediaTypeNames.Application.Json,
            Data = data.RootElement,
        };
        cloudEvent[TraceParent] = published.TraceParent;
        cloudEvent[TraceState] = published.TraceState;
        return Formatter.EncodeStructuredModeMessage(cloudEvent, out _);
    }
}
