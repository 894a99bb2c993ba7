using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Integrations.Events;

/// <summary>Events by HTTP POST, signed as Standard Webhooks 1.0 asks. One attempt: repeating is the delivery workflow's.</summary>
internal sealed class WebhookChannel(
    IHttpClientFactory clients, ISecrets secrets, NotifyUrlGuard guard, IOptions<WebhookOptions> options, TimeProvider time) : IEventChannel
{
    /// <summary>Name of the client for the operator's own address.</summary>
    public const string ConfiguredClient = "webhook";

    /// <summary>Name of the client for senders' addresses; its connections go through <see cref="NotifyUrlGuard"/>.</summary>
    public const string NotifyUrlClient = "webhook-notify-url";

    public string Name => "webhook";

    public bool HasDestination(Uri? target) => (target ?? options.Value.Address) is not null;

    public async Task DeliverAsync(PublishedEvent published, Uri? target, CancellationToken cancellationToken)
    {
        var address = target ?? options.Value.Address
            ?? throw new ActivityException(ErrorTypes.Configuration, "There is no address to deliver to: neither notify_url nor Webhook:Url is set.");
        var body = CloudEventText.Encode(published);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventText.MediaType, "utf-8");
        await SignAsync(request, published.Id, body, cancellationToken);

        try
        {
            if (target is not null)
            {
                guard.CheckScheme(target);
            }

            using var client = clients.CreateClient(target is null ? ConfiguredClient : NotifyUrlClient);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            ThrowUnlessTaken(response.StatusCode, address.Host);
        }
        catch (Exception fault) when (fault is HttpRequestException or ForbiddenAddressException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Translate(fault, address.Host);
        }
    }

    private async Task SignAsync(HttpRequestMessage request, string id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (options.Value.SecretName is not { Length: > 0 } name)
        {
            throw new ActivityException(ErrorTypes.Configuration, "Webhook:SecretName is not set: events can't be signed, so none is sent by HTTP.");
        }

        var keys = (await secrets.GetAsync(name, cancellationToken)).Select(secret => WebhookSecret.Parse(secret, name)).ToList();
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(keys, id, timestamp, body.Span));
    }

    private static void ThrowUnlessTaken(HttpStatusCode status, string host)
    {
        switch ((int)status)
        {
            case >= 200 and < 300:
                return;
            case 408 or 429 or >= 500:
                throw new ActivityException(ErrorTypes.Transient, $"{host} answered {(int)status}.");
            case >= 300 and < 400:
                throw new ActivityException(ErrorTypes.Configuration, $"{host} answered {(int)status}: redirects are not followed.");
            default:
                throw new ActivityException(ErrorTypes.Configuration, $"{host} answered {(int)status}: it does not want this event.");
        }
    }

    private static ActivityException Translate(Exception fault, string host) => fault switch
    {
        ForbiddenAddressException => new(ErrorTypes.Configuration, fault.Message, fault),
        HttpRequestException { InnerException: ForbiddenAddressException forbidden } => new(ErrorTypes.Configuration, forbidden.Message, fault),
        HttpRequestException failed => new(ErrorTypes.Transient, $"{host} can't be reached ({failed.HttpRequestError}).", fault),
        _ => new(ErrorTypes.Transient, $"{host} did not answer in time.", fault),
    };
}
