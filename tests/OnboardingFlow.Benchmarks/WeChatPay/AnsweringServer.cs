using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>An HTTP server on loopback that answers every request with the same bytes, so that it costs little and the same to whoever asks.</summary>
internal sealed class AnsweringServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile byte[] _answer = [];

    public AnsweringServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>What is answered from now on.</summary>
    public void Answer(IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        var head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nRequest-ID: BENCHMARK-1\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        head.Append("Content-Length: ").Append(body.Length).Append("\r\n\r\n");
        _answer = [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // Disposed: the measure is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                return;
            }

            length += read;
            if (IsWhole(buffer.AsSpan(0, length)))
            {
                length = 0;
                await stream.WriteAsync(_answer);
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var at = request.IndexOf("Content-Length: "u8);
        var body = at < 0 || !System.Buffers.Text.Utf8Parser.TryParse(request[(at + 16)..], out int length, out int _) ? 0 : length;
        return request.Length >= end + 4 + body;
    }
}
