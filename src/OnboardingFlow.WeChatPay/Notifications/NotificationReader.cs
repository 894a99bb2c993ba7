using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.SelfTest;
using OnboardingFlow.WeChatPay.Signatures;

namespace OnboardingFlow.WeChatPay.Notifications;

/// <summary>Reads notifications: the signature over the raw bytes first, then the envelope, then the encrypted part. Hostile input is a reading, never an exception.</summary>
internal sealed class NotificationReader(
    SignatureVerifier verifier, ResourceDecryptor decryptor, EchoCallbacks echoes, SignatureMetrics metrics, ILogger<NotificationReader> logger) : INotificationReader
{
    // The host refuses longer ones already; this holds for every caller.
    private const int MaxBytes = 64 * 1024;
    private const int MaxIdLength = 128;

    public async Task<NotificationReading> ReadAsync(
        Func<string, IReadOnlyList<string>> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var verdict = await VerifyAsync(headers, body, cancellationToken).ConfigureAwait(false);
        if (verdict.Fault is { } fault)
        {
            metrics.Refused("notification", fault);
            return Refused(NotificationKind.Unauthentic, body.Length > MaxBytes ? $"it is longer than {MaxBytes} bytes" : verdict.Describe());
        }

        return Parse(body.Span, NotificationJson.Default.NotificationEnvelope) is { } envelope
            ? await ReadAsync(envelope, cancellationToken).ConfigureAwait(false)
            : Refused(NotificationKind.Unreadable, "its body isn't a notification");
    }

    private async ValueTask<SignatureVerdict> VerifyAsync(
        Func<string, IReadOnlyList<string>> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (body.Length > MaxBytes)
        {
            return new SignatureVerdict(SignatureFault.Malformed);
        }

        return SignatureHeaders.TryRead(headers, out var read) is { } fault
            ? new SignatureVerdict(fault)
            : await verifier.VerifyAsync(read, body, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<NotificationReading> ReadAsync(NotificationEnvelope envelope, CancellationToken cancellationToken)
    {
        if (envelope.EventType is not (EventTypes.UserStateChange or EventTypes.SecurityEcho))
        {
            return new NotificationReading(NotificationKind.UnknownType);
        }

        if (envelope.Resource is not { } resource || await decryptor.DecryptAsync(resource, cancellationToken).ConfigureAwait(false) is not { } plain)
        {
            if (envelope.EventType == EventTypes.SecurityEcho)
            {
                echoes.Unopened();
            }

            return Refused(NotificationKind.Unreadable, "its resource can't be decrypted with the APIv3 key");
        }

        if (envelope.EventType == EventTypes.SecurityEcho)
        {
            echoes.Opened(Parse(plain, EchoJson.Default.EchoCallback)?.EchoMessage);
            return new NotificationReading(NotificationKind.SecurityEcho);
        }

        var change = Parse(plain, NotificationJson.Default.UserStateChange);
        return change is { OrganizationId: { Length: > 0 and <= MaxIdLength } organizationId, OutUserId: { Length: > 0 and <= MaxIdLength } outUserId }
            ? new NotificationReading(NotificationKind.ContractChanged, OrganizationId: organizationId, OutUserId: outUserId)
            : Refused(NotificationKind.Unreadable, "its resource names no organization_id and out_user_id");
    }

    private NotificationReading Refused(NotificationKind kind, string reason)
    {
        Log.NotificationRefused(logger, reason);
        return new NotificationReading(kind, reason);
    }

    private static T? Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            // The exception's text may repeat the content; the caller says what is wrong.
            return null;
        }
    }
}
