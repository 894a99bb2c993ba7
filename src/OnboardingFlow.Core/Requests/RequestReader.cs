namespace OnboardingFlow.Core.Requests;

/// <summary>
/// Reads a request in any of its three forms (bare presign body, CloudEvent, CloudEvent with sealed data), strictly: unknown and doubled fields are refused, and
/// everything that is wrong is told at once, by path, without values.
/// </summary>
public sealed class RequestReader(RequestValidator validator)
{
    /// <summary>Largest request, in bytes of JSON.</summary>
    public const int MaxBytes = 32 * 1024;

    private const string Data = "data";
    private const string Presign = "presign";
    private const string Options = "options";

    /// <summary>Reads a request. Never throws on what a sender wrote.</summary>
    /// <param name="utf8">The JSON (for a queue message, what <see cref="QueueText.Decode"/> gives). A byte order mark is skipped.</param>
    public RequestReading Read(ReadOnlyMemory<byte> utf8)
    {
        var errors = new FieldErrors();
        using var document = JsonText.Parse(utf8, MaxBytes, errors);
        if (document is null)
        {
            return new RequestReading { Errors = errors.All };
        }

        if (CloudEventMapping.IsMeant(document.RootElement))
        {
            return ReadEvent(new JsonFields(document.RootElement, "", errors), errors);
        }

        // A bare body's fields are named as in the event form.
        var presign = PresignMapping.Read(new JsonFields(document.RootElement, Presign, errors));
        return Finish(new OnboardingRequest(presign, OnboardingOptions.None), null, errors);
    }

    /// <summary>Reads the opened data of a request that came sealed: <c>{"presign":…, "options":…}</c>.</summary>
    /// <param name="utf8">What the envelope held.</param>
    /// <param name="cloudEvent">Metadata of the event that carried the envelope; handed through.</param>
    public RequestReading ReadOpened(ReadOnlyMemory<byte> utf8, CloudEventMetadata? cloudEvent = null)
    {
        var errors = new FieldErrors();
        using var document = JsonText.Parse(utf8, MaxBytes, errors);
        return document is null
            ? new RequestReading { CloudEvent = cloudEvent, Errors = errors.All }
            : Finish(MapData(new JsonFields(document.RootElement, "", errors)), cloudEvent, errors);
    }

    /// <summary>Maps <c>{"presign":…, "options":…}</c>; what is missing or wrong has an error and a stand-in.</summary>
    internal static OnboardingRequest MapData(JsonFields data)
    {
        var request = new OnboardingRequest(PresignMapping.Read(data.Object(Presign, required: true)), OptionsMapping.Read(data.Object(Options)));
        data.End();
        return request;
    }

    private RequestReading ReadEvent(JsonFields fields, FieldErrors errors)
    {
        var metadata = CloudEventMapping.Read(fields, out var isSealed);
        if (!isSealed)
        {
            return fields.RootedObject(Data) is { } clear
                ? Finish(MapData(clear), metadata, errors)
                : new RequestReading { CloudEvent = metadata, Errors = errors.All };
        }

        var data = fields.Object(Data, required: true);
        var sealedData = data?.String("sealed", required: true);
        data?.End();
        return errors.All.Count > 0
            ? new RequestReading { Errors = errors.All }
            : new RequestReading { SealedData = sealedData, CloudEvent = metadata };
    }

    private RequestReading Finish(OnboardingRequest request, CloudEventMetadata? cloudEvent, FieldErrors errors)
    {
        // Stand-ins break rules too: only what hasn't been told yet is news.
        errors.AddUnlessKnown(validator.Validate(request));
        return errors.All.Count > 0
            ? new RequestReading { CloudEvent = cloudEvent, Errors = errors.All }
            : new RequestReading { Request = request, CloudEvent = cloudEvent };
    }
}
