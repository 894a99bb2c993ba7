namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>WeChat Pay's waits between two tries: 15 s, 15 s, 30 s, 3 m … 6 h, up to 15 repetitions.</summary>
internal static class RetrySchedule
{
    internal static readonly IReadOnlyList<TimeSpan> Waits =
    [
        .. new[] { 15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600 }.Select(s => TimeSpan.FromSeconds(s)),
    ];
}
