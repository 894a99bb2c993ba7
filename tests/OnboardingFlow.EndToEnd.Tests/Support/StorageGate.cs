using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>Stands between LocalHost and Azurite's queue service: passes everything on, and can hold one kind of call, so that a kill hits exactly there.</summary>
internal sealed class StorageGate : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _queuePort;
    private readonly Task _accepting;
    private volatile Barrier? _barrier;

    public StorageGate(int queuePort)
    {
        _queuePort = queuePort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Holds every call whose request line holds this text.</summary>
    /// <param name="requestLine">Part of the request line.</param>
    /// <param name="afterEffect">Whether Azurite carries the call out and only its answer is held.</param>
    /// <returns>Ends when a call is held, and carried out if so asked.</returns>
    public Task HoldAsync(string requestLine, bool afterEffect)
    {
        _barrier = new Barrier(requestLine, afterEffect, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _barrier.Reached.Task;
    }

    /// <summary>Calls pass again. Those held stay so until their client is gone.</summary>
    public void Release() => _barrier = null;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        try
        {
            using (client)
            {
                await server.ConnectAsync(IPAddress.Loopback, _queuePort, _end.Token);
                var held = new StrongBox();
                await Task.WhenAny(
                    CallsAsync(client.GetStream(), server.GetStream(), held),
                    AnswersAsync(server.GetStream(), client.GetStream(), held));
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // Either side may be killed at any time: that is what the gate is for.
        }
    }

    private async Task CallsAsync(NetworkStream from, NetworkStream to, StrongBox held)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length)
        {
            if (held.Barrier is null && _barrier is { } barrier && Encoding.ASCII.GetString(buffer, 0, length).Contains(barrier.RequestLine, StringComparison.Ordinal))
            {
                held.Barrier = barrier;
                if (!barrier.AfterEffect)
                {
                    barrier.Reached.TrySetResult();
                }
            }

            if (held.Barrier is null or { AfterEffect: true })
            {
                await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
            }
        }
    }

    private async Task AnswersAsync(NetworkStream from, NetworkStream to, StrongBox held)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length)
        {
            if (held.Barrier is { } barrier)
            {
                barrier.Reached.TrySetResult();
            }
            else
            {
                await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
            }
        }
    }

    private sealed record Barrier(string RequestLine, bool AfterEffect, TaskCompletionSource Reached);

    private sealed class StrongBox
    {
        public volatile Barrier? Barrier;
    }
}
