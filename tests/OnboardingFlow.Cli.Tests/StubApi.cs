using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace OnboardingFlow.Cli.Tests;

/// <summary>A host that answers what the test says, over real HTTP; an answer's last body is repeated.</summary>
internal sealed class StubApi : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, Queue<(int Status, string Body)>> _answers = [];

    public StubApi()
    {
        for (var port = 20_000 + Random.Shared.Next(20_000); ; port++)
        {
            try
            {
                Address = $"http://127.0.0.1:{port}/";
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add(Address);
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                // That port is taken: the next one.
            }
        }

        _ = ServeAsync();
    }

    public string Address { get; }

    public ConcurrentQueue<(string Call, string? Authorization, string? IdempotencyKey, string Body)> Calls { get; } = new();

    public StubApi Answer(string call, int status, string body)
    {
        if (!_answers.TryGetValue(call, out var queue))
        {
            _answers[call] = queue = new();
        }

        queue.Enqueue((status, body));
        return this;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var call = $"{context.Request.HttpMethod} {context.Request.Url!.PathAndQuery}";
            using var reader = new StreamReader(context.Request.InputStream);
            Calls.Enqueue((call, context.Request.Headers["Authorization"], context.Request.Headers["Idempotency-Key"], await reader.ReadToEndAsync()));
            var (status, body) = !_answers.TryGetValue(call, out var queue) ? (404, "{}") : queue.Count > 1 ? queue.Dequeue() : queue.Peek();
            context.Response.StatusCode = status;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }
}
