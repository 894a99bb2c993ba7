using System.Text.Json.Serialization;
using OnboardingFlow.WeChatPay.OfflineFace;

namespace OnboardingFlow.WeChatPay.Notifications;

/// <summary>A notification as it arrives.</summary>
internal sealed record NotificationEnvelope(string? Id, string? EventType, EncryptedResource? Resource);

/// <summary>Its encrypted part. An empty or missing <c>associated_data</c> means none.</summary>
internal sealed record EncryptedResource(string? Algorithm, string? Ciphertext, string? Nonce, string? AssociatedData);

/// <summary>What a changed contract's notification says: never the contract's state.</summary>
internal sealed record UserStateChange(string? OutUserId, string? OrganizationId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 16, Converters = [typeof(TolerantTextConverter)])]
[JsonSerializable(typeof(NotificationEnvelope))]
[JsonSerializable(typeof(UserStateChange))]
internal sealed partial class NotificationJson : JsonSerializerContext;
