using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Tests.Doubles;

namespace OnboardingFlow.WeChatPay.Tests.Sending;

/// <summary>A host that answers the first request of a connection and closes it quietly, without an answer, on the second.</summary>
public sealed partial class ClosedConnectionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly PlatformSide _platform = new();
    private readonly ConcurrentQueue<string> _nonces = new();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task No_nonce_is_sent_twice_when_a_used_connection_is_closed_without_an_answer()
    {
        _listener.Start();
        var serving = ServeAsync();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        await using var client = Client.Build(Client.Settings(address, address, _platform));
        for (var i = 0; i < 3; i++)
        {
            Assert.NotNull(await client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, TestContext.Current.CancellationToken));
        }

        Assert.True(_nonces.Count > 3);
        Assert.Equal(_nonces.Count, _nonces.Distinct().Count());
        Assert.False(serving.IsFaulted);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            var stream = connection.GetStream();
            await ReadRequestAsync(stream);
            var body = """{"user_id":"U1","status":"NORMAL"}"""u8.ToArray();
            var headers = string.Concat(_platform.Sign(body, DateTimeOffset.UtcNow).Select(h => $"{h.Key}: {h.Value}\r\n"));
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{headers}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
            await stream.WriteAsync(body);
            await ReadRequestAsync(stream);
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                return;
            }

            head.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        _nonces.Enqueue(Nonce().Match(head.ToString()).Groups[1].Value);
    }

    [GeneratedRegex("nonce_str=\"([^\"]+)\"")]
    private static partial Regex Nonce();
}
