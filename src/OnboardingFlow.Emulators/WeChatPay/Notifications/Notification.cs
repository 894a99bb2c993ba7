namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>A notification and what became of it.</summary>
internal sealed class Notification(NotificationRecord content)
{
    /// <summary>Tries kept for showing; the schedule makes 16, resending may make more.</summary>
    internal const int MaxAttempts = 64;

    private readonly Lock _lock = new();
    private readonly List<NotificationAttempt> _attempts = [];
    private NotificationState _state = NotificationState.Pending;
    private DateTimeOffset? _nextAt;

    internal NotificationRecord Content => content;

    internal string Id => content.Id;

    internal void Tried(NotificationAttempt attempt)
    {
        lock (_lock)
        {
            if (_attempts.Count == MaxAttempts)
            {
                _attempts.RemoveAt(0);
            }

            _attempts.Add(attempt);
        }
    }

    internal void Become(NotificationState state, DateTimeOffset? nextAt = null)
    {
        lock (_lock)
        {
            _state = state;
            _nextAt = nextAt;
        }
    }

    internal NotificationView View()
    {
        lock (_lock)
        {
            return new NotificationView(
                content.Id,
                content.CreatedAt,
                content.EventType,
                content.MchId,
                content.Url,
                content.OrganizationId,
                content.OutUserId,
                _state.ToString().ToLowerInvariant(),
                _nextAt,
                [.. _attempts]);
        }
    }
}
