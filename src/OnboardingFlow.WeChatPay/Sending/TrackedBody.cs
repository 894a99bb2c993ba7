using System.Net;
using System.Net.Http.Headers;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>
/// A request's body that remembers whether sending began. Empty bodies and GETs have one too: without it the HTTP stack quietly sends a request again, under
/// the same nonce, when a used connection closes without an answer; and a failure before it was asked for is known to be without effect.
/// </summary>
internal sealed class TrackedBody : HttpContent
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly ReadOnlyMemory<byte> _body;

    public TrackedBody(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentLength = body.Length;
        if (!body.IsEmpty)
        {
            Headers.ContentType = _json;
        }
    }

    /// <summary>Whether any of the request may have left.</summary>
    public bool Began { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Began = true;
        return _body.IsEmpty ? Task.CompletedTask : stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
