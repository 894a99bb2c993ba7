using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>The provider's system to whom events are sent by HTTP, on 127.0.0.1: takes all and keeps it as it came.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();

    public WebhookReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = TakeAsync();
    }

    public Uri Address { get; }

    /// <summary>What came.</summary>
    public ConcurrentQueue<(string Headers, byte[] Body)> Received { get; } = new();

    /// <summary>Waits until an event names this; fails after a minute.</summary>
    public async Task UntilAsync(string named, CancellationToken cancellationToken)
    {
        for (var look = 0; look < 600; look++)
        {
            if (Received.Any(one => Encoding.UTF8.GetString(one.Body).Contains(named, StringComparison.Ordinal)))
            {
                return;
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new InvalidOperationException($"No event of {named} came within a minute; {Received.Count} others did.");
    }

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Received.Enqueue((context.Request.Headers.ToString() ?? "", body.ToArray()));
                context.Response.StatusCode = (int)HttpStatusCode.NoContent;
                context.Response.Close();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                // The sender went away, or the test is over.
            }
        }
    }
}
