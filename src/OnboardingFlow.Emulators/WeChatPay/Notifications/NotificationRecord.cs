namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>A notification as it is kept until the merchant has it.</summary>
internal sealed record NotificationRecord(
    string Id, DateTimeOffset CreatedAt, string EventType, string MchId, string Url, byte[] Body, string? KeySerial, string? OrganizationId, string? OutUserId);
