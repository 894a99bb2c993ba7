using OnboardingFlow.Emulators.WeChatPay.Keys;

namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>A notification and what became of it.</summary>
internal sealed class Notification(string id, DateTimeOffset createdAt, string eventType, string mchId, string url, byte[] body)
{
    /// <summary>Tries kept for showing; the schedule makes 16, resending may make more.</summary>
    internal const int MaxAttempts = 64;

    private readonly Lock _lock = new();
    private readonly List<NotificationAttempt> _attempts = [];
    private NotificationState _state = NotificationState.Pending;
    private DateTimeOffset? _nextAt;

    internal string Id => id;

    internal string Url => url;

    /// <summary>What is posted; already encrypted.</summary>
    internal byte[] Body => body;

    /// <summary>Signs it whatever the settings say; null: as the settings say.</summary>
    internal PlatformKey? Key { get; init; }

    internal string? OrganizationId { get; init; }

    internal string? OutUserId { get; init; }

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
            return new NotificationView(id, createdAt, eventType, mchId, url, OrganizationId, OutUserId, _state.ToString().ToLowerInvariant(), _nextAt, [.. _attempts]);
        }
    }
}
