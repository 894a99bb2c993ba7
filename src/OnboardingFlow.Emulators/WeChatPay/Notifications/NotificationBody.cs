namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>What is posted to the merchant.</summary>
internal sealed record NotificationBody(string Id, string CreateTime, string EventType, string ResourceType, string Summary, EncryptedResource Resource);
