namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>A notification, for the control API.</summary>
internal sealed record NotificationView(
    string Id,
    DateTimeOffset CreateTime,
    string EventType,
    string Mchid,
    string NotifyUrl,
    string? OrganizationId,
    string? OutUserId,
    string State,
    DateTimeOffset? NextAttemptAt,
    IReadOnlyList<NotificationAttempt> Attempts);
