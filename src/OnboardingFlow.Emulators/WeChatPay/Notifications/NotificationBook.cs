using System.Collections.Concurrent;

namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>The newest notifications, for showing and sending again.</summary>
internal sealed class NotificationBook
{
    internal const int MaxKept = 20_000;

    private readonly ConcurrentQueue<Notification> _order = new();
    private readonly ConcurrentDictionary<string, Notification> _byId = new(StringComparer.Ordinal);

    /// <summary>Adds one; one that is there (sent again) stays in its place.</summary>
    internal void Add(Notification notification)
    {
        if (!_byId.TryAdd(notification.Id, notification))
        {
            return;
        }

        _order.Enqueue(notification);
        while (_order.Count > MaxKept && _order.TryDequeue(out var oldest))
        {
            _byId.TryRemove(oldest.Id, out _);
        }
    }

    internal Notification? Find(string id) => _byId.GetValueOrDefault(id);

    internal IReadOnlyList<NotificationView> List() => [.. _order.Select(n => n.View())];
}
