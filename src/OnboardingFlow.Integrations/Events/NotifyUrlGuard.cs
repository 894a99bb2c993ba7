using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace OnboardingFlow.Integrations.Events;

/// <summary>
/// Keeps a sender's <c>notify_url</c> from reaching into the provider's network. The addresses are looked up, checked and connected to in one go: a name
/// that resolves differently the next time gains nothing.
/// </summary>
/// <param name="options">Whether private addresses are permitted.</param>
/// <param name="resolve">Looks up a name.</param>
internal sealed class NotifyUrlGuard(IOptions<NotifyUrlOptions> options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private bool AllowPrivate => options.Value.AllowPrivateNotifyUrl;

    /// <summary>What can be told from the address alone.</summary>
    /// <exception cref="ForbiddenAddressException">It isn't https (or, where permitted, http).</exception>
    public void CheckScheme(Uri target)
    {
        if (target.Scheme != Uri.UriSchemeHttps && !(AllowPrivate && target.Scheme == Uri.UriSchemeHttp))
        {
            throw new ForbiddenAddressException($"notify_url must be https; it is {target.Scheme}.");
        }
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        Check(host, addresses, context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Check(string host, IPAddress[] addresses, bool isHttps)
    {
        if (!isHttps && Array.Exists(addresses, address => !IPAddress.IsLoopback(address)))
        {
            throw new ForbiddenAddressException($"notify_url may be http only on loopback, which '{host}' is not.");
        }

        if (!AllowPrivate && Array.Find(addresses, address => !PublicAddress.Is(address)) is { } refused)
        {
            throw new ForbiddenAddressException(
                $"notify_url's host '{host}' resolves to {refused}, which is not a public address (Onboarding:AllowPrivateNotifyUrl permits it).");
        }
    }
}
