using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>The provider's system to whom events are sent by HTTP, on 127.0.0.1: keeps what it takes as it came.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    public WebhookReceiver() => _server = new LoopbackServer(TakeAsync);

    public Uri Address => _server.Address;

    /// <summary>What it answers from now on.</summary>
    public int Answers { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>What came, taken or not.</summary>
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

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext call)
    {
        var headers = string.Concat(call.Request.Headers.Select(header => $"{header.Key}: {header.Value}\n"));
        Received.Enqueue((headers, await LoopbackServer.BodyOfAsync(call)));
        call.Response.StatusCode = Answers;
    }
}
