using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>The body of an error answer. <c>detail</c> isn't read: it repeats values of the request.</summary>
internal sealed record ErrorBody(string? Code, string? Message)
{
    private const int MaxCodeLength = 64;

    /// <summary>Reads an error answer; a body that isn't one gives a code made of the status.</summary>
    public static ApiProblem Read(int status, ReadOnlySpan<byte> body, string? requestId)
    {
        ErrorBody? read = null;
        try
        {
            read = JsonSerializer.Deserialize(body, ErrorJson.Default.ErrorBody);
        }
        catch (JsonException)
        {
            // Gateways answer HTML; the status says enough.
        }

        var code = IsCode(read?.Code) ? read!.Code! : null;
        return new ApiProblem(
            ErrorTable.Classify(status, code), status, code ?? $"HTTP_{status}", MaskedText.Of(read?.Message) ?? "(no message)", requestId);
    }

    private static bool IsCode(string? code) =>
        code is { Length: > 0 and <= MaxCodeLength } && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 16)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext;
