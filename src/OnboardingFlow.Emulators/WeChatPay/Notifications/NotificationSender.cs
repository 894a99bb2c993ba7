using System.Text.Json;
using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.Storage;
using OnboardingFlow.Emulators.WeChatPay.Endpoints;
using OnboardingFlow.Emulators.WeChatPay.Keys;
using OnboardingFlow.Emulators.WeChatPay.Merchants;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>Makes notifications and sends each until the merchant answers 2xx or the schedule ends, over restarts too (then from the schedule's start).</summary>
internal sealed class NotificationSender : IAsyncDisposable
{
    /// <summary>Notifications under way or waiting for their next try; one more is given up at once.</summary>
    internal const int MaxPending = 20_000;

    private const string Kind = "notification";

    private readonly NotificationBook _book = new();
    private readonly StateJournal _journal;
    private readonly NotificationPost _post;
    private readonly EmulatorOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private int _pending;

    internal NotificationSender(EmulatorOptions options, StateJournal journal, PlatformKeys keys, WeChatPaySettings settings, FaultBook faults, ILogger logger)
    {
        _options = options;
        _journal = journal;
        _logger = logger;
        _post = new NotificationPost(options, keys, settings, faults);
        foreach (var (_, record) in journal.Loaded(Kind, StateJson.Default.NotificationRecord))
        {
            Start(new Notification(record));
        }
    }

    internal IReadOnlyList<NotificationView> List() => _book.List();

    /// <summary>A changed contract, to the merchant whose it is.</summary>
    internal void SendStateChange(Merchant merchant, StateChange change) => Send(
        merchant,
        merchant.NotifyUrl,
        "FACEPAY.USER_STATE_CHANGE",
        "facepay",
        "刷脸用户签约状态变更",
        JsonSerializer.SerializeToUtf8Bytes(change, WireJson.Wire.StateChange),
        key: null,
        change);

    /// <summary>An echo's callback, signed with the key that the echo named.</summary>
    internal void SendEcho(Merchant merchant, string url, PlatformKey key, EchoCallback echo) => Send(
        merchant, url, "SECURITY_ECHO.SUCCESS", "security", "签名验签测试", JsonSerializer.SerializeToUtf8Bytes(echo, WireJson.Wire.EchoCallback), key, subject: null);

    /// <summary>Sends one again, from the schedule's start.</summary>
    /// <returns>Null when there is none of that id.</returns>
    internal NotificationView? Resend(string id)
    {
        if (_book.Find(id) is not { } notification)
        {
            return null;
        }

        Start(notification);
        return notification.View();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        while (Volatile.Read(ref _pending) > 0)
        {
            await Task.Delay(5);
        }

        _post.Dispose();
        _stop.Dispose();
    }

    private void Send(Merchant merchant, string? url, string eventType, string originalType, string summary, byte[] plaintext, PlatformKey? key, StateChange? subject)
    {
        if (url is null)
        {
            return;
        }

        var now = _options.TimeProvider.GetUtcNow();
        var id = "EV-" + RandomText.Letters(29);
        var resource = NotificationCipher.Encrypt(merchant.ApiV3Key, plaintext, originalType, originalType);
        var body = new NotificationBody(id, WireTime.Format(now), eventType, "encrypt-resource", summary, resource);
        Start(new Notification(new NotificationRecord(
            id,
            now,
            eventType,
            merchant.MchId,
            url,
            JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Wire.NotificationBody),
            key?.Serial,
            subject?.OrganizationId,
            subject?.OutUserId)));
    }

    private void Start(Notification notification)
    {
        if (Interlocked.Increment(ref _pending) > MaxPending)
        {
            Interlocked.Decrement(ref _pending);
            notification.Become(NotificationState.Failed);
            Log.NotificationGivenUp(_logger, notification.Id, $"{MaxPending} are pending");
            return;
        }

        notification.Become(NotificationState.Pending);
        _book.Add(notification);
        _journal.Put(Kind, notification.Id, notification.Content, StateJson.Default.NotificationRecord);
        _ = Task.Run(() => RunAsync(notification, _stop.Token));
    }

    private async Task RunAsync(Notification notification, CancellationToken stop)
    {
        try
        {
            for (var tries = 0; ; tries++)
            {
                var result = await _post.TryAsync(notification, stop);
                if (result != NotificationState.Pending)
                {
                    End(notification, result);
                    return;
                }

                if (tries == RetrySchedule.Waits.Count)
                {
                    End(notification, NotificationState.Failed);
                    Log.NotificationGivenUp(_logger, notification.Id, $"{tries + 1} tries failed");
                    return;
                }

                var wait = RetrySchedule.Waits[tries] * _options.NotificationTimeFactor;
                notification.Become(NotificationState.Pending, _options.TimeProvider.GetUtcNow() + wait);
                await Task.Delay(wait, _options.TimeProvider, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The emulator ends; its next start sends what is pending.
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    private void End(Notification notification, NotificationState state)
    {
        _journal.Remove(Kind, notification.Id);
        notification.Become(state);
    }
}
