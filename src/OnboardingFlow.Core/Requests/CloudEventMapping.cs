using System.Text.Json;
using System.Text.RegularExpressions;
using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Core.Requests;

/// <summary>
/// The attributes of a CloudEvents 1.0 event in structured mode. Attributes that mean nothing here are let through: CloudEvents allows extensions at the top level.
/// </summary>
internal static partial class CloudEventMapping
{
    private const int MaxAttribute = 256;

    /// <summary>What W3C asks everybody to carry at least.</summary>
    private const int MaxTraceState = 512;

    /// <summary>Whether an object is meant as an event rather than as a bare presign body.</summary>
    public static bool IsMeant(JsonElement root) =>
        root.EnumerateObject().Any(field => field.Name is "specversion" or "data" or "data_base64" or "type" or "source");

    /// <summary>Reads the attributes, all but <c>data</c>; says by <paramref name="isSealed"/> which type it is.</summary>
    public static CloudEventMetadata Read(JsonFields fields, out bool isSealed)
    {
        if (fields.String("specversion", required: true) is { } version and not "1.0")
        {
            fields.Problem("specversion", "must be 1.0");
        }

        var type = fields.String("type", required: true);
        isSealed = type == EventTypes.RequestedSealed;
        if (type is not (null or EventTypes.Requested or EventTypes.RequestedSealed))
        {
            fields.Problem("type", $"must be one of {EventTypes.Requested}, {EventTypes.RequestedSealed}");
        }

        if (fields.String("datacontenttype") is { } contentType && !JsonMediaType().IsMatch(contentType))
        {
            fields.Problem("datacontenttype", "must be application/json");
        }

        if (fields.Has("data_base64"))
        {
            fields.Problem("data_base64", "isn't taken: send the JSON itself as data");
        }

        var traceParent = TraceParent(fields);
        return new CloudEventMetadata(Attribute(fields, "source"), Attribute(fields, "id"), traceParent, traceParent is null ? null : TraceState(fields));
    }

    private static string Attribute(JsonFields fields, string name)
    {
        var value = fields.String(name, required: true);
        if (value is not null && TextRules.Problem(value, MaxAttribute) is { } problem)
        {
            fields.Problem(name, problem);
        }

        return value ?? "";
    }

    // A broken trace header is no reason to lose a request.
    private static string? TraceParent(JsonFields fields) =>
        fields.StringOrNothing("traceparent") is { } value && TraceContext().IsMatch(value) ? value : null;

    private static string? TraceState(JsonFields fields) =>
        fields.StringOrNothing("tracestate") is { Length: > 0 and <= MaxTraceState } value && PrintableAscii().IsMatch(value) ? value : null;

    [GeneratedRegex(@"^application/([a-z0-9.+-]+\+)?json\s*(;.*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex JsonMediaType();

    [GeneratedRegex(@"^[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TraceContext();

    [GeneratedRegex(@"^[\x20-\x7e]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrintableAscii();
}
