namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>What became of a notification.</summary>
internal enum NotificationState
{
    /// <summary>Being sent, or waiting for its next try.</summary>
    Pending,

    /// <summary>The merchant answered 2xx.</summary>
    Delivered,

    /// <summary>All tries failed, or there was no room for it.</summary>
    Failed,

    /// <summary>A fault kept it from ever being sent.</summary>
    Never,
}
