using System.Text.Json.Serialization;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.WeChatPay.OfflineFace;

namespace OnboardingFlow.WeChatPay.SelfTest;

/// <summary>Body of <c>POST /v3/security/echo</c>; <paramref name="EncryptedEchoMessage"/> is ciphertext to the key that <c>Wechatpay-Serial</c> names.</summary>
internal sealed record EchoBody(string EchoMessage, string EncryptedEchoMessage, string? NotifyUrl);

/// <summary>Its answer; <paramref name="EncryptedEchoMessage"/> is ciphertext to the merchant's certificate.</summary>
internal sealed record EchoAnswer(string? EchoMessage, Sensitive? EncryptedEchoMessage);

/// <summary>What its callback holds once decrypted. A further member, <c>encrypt_echo_message</c>, tells nothing that the answer hasn't told.</summary>
internal sealed record EchoCallback(string? EchoMessage);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 16,
    Converters = [typeof(TolerantTextConverter), typeof(SensitiveConverter)])]
[JsonSerializable(typeof(EchoBody))]
[JsonSerializable(typeof(EchoAnswer))]
[JsonSerializable(typeof(EchoCallback))]
internal sealed partial class EchoJson : JsonSerializerContext;
