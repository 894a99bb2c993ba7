namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>One try: the merchant's status, or why there was none.</summary>
internal sealed record NotificationAttempt(DateTimeOffset At, int? Status, string? Error, string? Fault);
