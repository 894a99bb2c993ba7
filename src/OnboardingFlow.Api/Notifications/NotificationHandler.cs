using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Notifications;

/// <summary><c>POST /api/wechatpay/notifications</c>: WeChat Pay's signature is the key. What it says is a hint; the run asks the query.</summary>
public sealed class NotificationHandler(INotificationReader reader, ContractHints hints, ApiMetrics metrics, ILogger<NotificationHandler> logger)
{
    /// <summary>Largest notification, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>204 once the hint is durable; 401 when the signature doesn't hold; 400 when it can't be decrypted; 413; 503 when it can't be made durable.</summary>
    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        var body = await Bodies.ReadAsync(context.Request, MaxBytes, context.RequestAborted);
        if (body.Refusal is not null)
        {
            metrics.Notified("too_large");
            return Refused(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {MaxBytes} bytes.");
        }

        try
        {
            var reading = await reader.ReadAsync(name => [.. context.Request.Headers[name].OfType<string>()], body.Bytes, context.RequestAborted);
            return await AnswerAsync(reading, context.RequestAborted);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // Whatever went wrong, it isn't durable: WeChat Pay is to send it again.
            Log.NotificationNotDurable(logger, exception.GetType().FullName ?? "?");
            metrics.Notified("not_durable");
            return Refused(StatusCodes.Status503ServiceUnavailable, "The notification can't be taken now; send it again.");
        }
    }

    private static IResult Refused(int status, string message) =>
        Results.Json(new NotificationRefusal("FAIL", message), ApiJson.Default.NotificationRefusal, statusCode: status);

    private async Task<IResult> AnswerAsync(NotificationReading reading, CancellationToken cancellationToken)
    {
        switch (reading)
        {
            case { Kind: NotificationKind.ContractChanged, OrganizationId: { } organizationId, OutUserId: { } outUserId }:
                metrics.Notified((await hints.NotifyAsync(organizationId, outUserId, cancellationToken)).ToString().ToLowerInvariant());
                return Results.NoContent();
            case { Kind: NotificationKind.SecurityEcho }:
                metrics.Notified("security_echo");
                return Results.NoContent();
            case { Kind: NotificationKind.UnknownType }:
                metrics.Notified("unknown_type");
                return Results.NoContent();
            case { Kind: NotificationKind.Unauthentic }:
                metrics.Notified("unauthentic");
                Log.NotificationTurnedAway(logger, reading.Kind.ToString(), reading.Reason);
                return Refused(StatusCodes.Status401Unauthorized, reading.Reason ?? "The signature doesn't hold.");
            default:
                metrics.Notified("unreadable");
                Log.NotificationTurnedAway(logger, reading.Kind.ToString(), reading.Reason);
                return Refused(StatusCodes.Status400BadRequest, reading.Reason ?? "The content can't be read.");
        }
    }
}
