using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>An answer before it is signed.</summary>
internal sealed record Answer(int Status, byte[] Body, string? RetryAfter = null, string? Code = null)
{
    internal static Answer NoContent { get; } = new(StatusCodes.Status204NoContent, []);

    internal static Answer Json<T>(int status, T value, JsonTypeInfo<T> type) => new(status, JsonSerializer.SerializeToUtf8Bytes(value, type));

    internal static Answer Ok<T>(T value, JsonTypeInfo<T> type) => Json(StatusCodes.Status200OK, value, type);
}
