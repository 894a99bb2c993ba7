using System.Text.Json;
using System.Text.Unicode;

namespace OnboardingFlow.Core.Requests;

/// <summary>
/// Bounded, strict JSON. A document is walked by hand (<see cref="JsonFields"/>) instead of deserialized, because a deserializer stops at the first error and
/// its messages quote content; senders are to learn everything at once, by path, and nothing of the values may show.
/// </summary>
internal static class JsonText
{
    public const int MaxDepth = 16;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses one JSON object, or adds what is wrong under path <c>$</c> and returns null.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, int maxBytes, FieldErrors errors)
    {
        if (utf8.Length > maxBytes)
        {
            errors.Add(FieldError.Root, $"has {utf8.Length} bytes; at most {maxBytes} are taken");
            return null;
        }

        var json = utf8.Span.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;
        var problem = Problem(json.Span);
        if (problem is null)
        {
            // The scan below has seen every token: parsing can't fail any more.
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            problem = $"must be a JSON object, not {JsonFields.Word(document.RootElement.ValueKind)}";
            document.Dispose();
        }

        errors.Add(FieldError.Root, problem);
        return null;
    }

    private static string? Problem(ReadOnlySpan<byte> json)
    {
        if (json.Trim(" \t\r\n"u8).IsEmpty)
        {
            return "is empty: send one JSON object";
        }

        if (!Utf8.IsValid(json) || json.Contains((byte)0))
        {
            return "is not UTF-8 text: send the JSON encoded as UTF-8";
        }

        try
        {
            return Scan(json);
        }
        catch (JsonException exception)
        {
            return $"is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} (comments and trailing commas aren't allowed)";
        }
    }

    private static string? Scan(ReadOnlySpan<byte> json)
    {
        // Not the final block, so that a text that was cut off shows as one instead of as a syntax error.
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth + 1 }));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= MaxDepth:
                    return $"is nested deeper than {MaxDepth} levels";
                case JsonTokenType.PropertyName or JsonTokenType.String when reader.ValueIsEscaped && !IsWhole(ref reader):
                    return $"holds a \\u escape that is half a character, at byte {reader.TokenStartIndex + 1}";
            }
        }

        var isWhole = reader.CurrentDepth == 0
            && reader.TokenType is not (JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray)
            && json[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty;

        // A number at the root could go on in a next block: it isn't whole, but neither was it cut off.
        return isWhole ? null : json.Trim(" \t\r\n"u8)[0] is (byte)'{' or (byte)'[' ? "ends before the JSON does: it was cut off" : "must be a JSON object";
    }

    private static bool IsWhole(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
