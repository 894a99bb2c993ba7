using System.Collections.Concurrent;
using System.Net.Http.Headers;
using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.WeChatPay.Keys;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>One try of a notification: signed anew, with the faults asked for.</summary>
internal sealed class NotificationPost(EmulatorOptions options, PlatformKeys keys, WeChatPaySettings settings, FaultBook faults) : IDisposable
{
    internal const int MaxConcurrent = 32;

    /// <summary>One that is held back to come out of order goes after this long when no other comes.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _slots = new(MaxConcurrent);
    private readonly ConcurrentQueue<TaskCompletionSource> _held = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, MaxConnectionsPerServer = MaxConcurrent })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <returns><see cref="NotificationState.Pending"/> when it has to be tried again.</returns>
    internal async Task<NotificationState> TryAsync(Notification notification, CancellationToken stop)
    {
        var fault = faults.Take("notification");
        switch (fault?.Action)
        {
            case FaultActions.Never:
                notification.Tried(new NotificationAttempt(options.TimeProvider.GetUtcNow(), null, "not sent", fault.Action));
                return NotificationState.Never;
            case FaultActions.DropBefore:
                notification.Tried(new NotificationAttempt(options.TimeProvider.GetUtcNow(), null, "not sent", fault.Action));
                return NotificationState.Pending;
            case FaultActions.Delay:
                await Task.Delay(fault.Delay, options.TimeProvider, stop);
                break;
            case FaultActions.Reorder:
                await HoldAsync(stop);
                break;
        }

        var attempt = await SendAsync(notification, fault, stop);
        if (fault?.Action == FaultActions.Repeat)
        {
            attempt = await SendAsync(notification, fault, stop);
        }

        ReleaseHeld();
        return attempt.Status is >= 200 and < 300 ? NotificationState.Delivered : NotificationState.Pending;
    }

    public void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
    }

    private async Task<NotificationAttempt> SendAsync(Notification notification, Fault? fault, CancellationToken stop)
    {
        await _slots.WaitAsync(stop);
        try
        {
            var at = options.TimeProvider.GetUtcNow();
            var (status, error) = await PostAsync(notification, fault?.Action, stop);
            var attempt = fault?.Action switch
            {
                // The merchant's answer is lost, or counts as another one: WeChat Pay will repeat.
                FaultActions.DropAfter => new NotificationAttempt(at, null, "answer lost", fault.Action),
                FaultActions.Status => new NotificationAttempt(at, fault.Status ?? 500, error, fault.Action),
                FaultActions.Throttle => new NotificationAttempt(at, 429, error, fault.Action),
                _ => new NotificationAttempt(at, status, error, fault?.Action),
            };
            notification.Tried(attempt);
            return attempt;
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<(int? Status, string? Error)> PostAsync(Notification notification, string? fault, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(options.NotificationTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, notification.Content.Url) { Content = new ByteArrayContent(notification.Content.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Sign(request, notification, fault);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return ((int)response.StatusCode, null);
        }
        catch (HttpRequestException e)
        {
            return (null, e.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (null, "no answer in time");
        }
    }

    private void Sign(HttpRequestMessage request, Notification notification, string? fault)
    {
        if (fault == FaultActions.NoSignature)
        {
            return;
        }

        var key = fault == FaultActions.UnknownSerial ? PlatformKeys.Unknown : (keys.Find(notification.Content.KeySerial ?? "") ?? keys[settings.SignWith]);
        foreach (var (name, value) in AnswerSigner.Headers(key, notification.Content.Body, options.TimeProvider))
        {
            var probed = fault == FaultActions.BadSignature && name == AnswerSigner.SignatureHeader ? AnswerSigner.ProbePrefix + value : value;
            request.Headers.TryAddWithoutValidation(name, probed);
        }

        request.Headers.TryAddWithoutValidation("Wechatpay-Signature-Type", AuthorizationHeader.Scheme);
    }

    private async Task HoldAsync(CancellationToken stop)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held.Enqueue(held);
        await Task.WhenAny(held.Task, Task.Delay(LongestHold, options.TimeProvider, stop));
    }

    private void ReleaseHeld()
    {
        while (_held.TryDequeue(out var held))
        {
            held.TrySetResult();
        }
    }
}
