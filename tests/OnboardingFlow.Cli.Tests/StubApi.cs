using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Cli.Tests;

/// <summary>A host that answers what the test says, over real HTTP; an answer's last body is repeated.</summary>
internal sealed class StubApi : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(int Status, string Body)>> _answers = new();

    public StubApi() => _server = new LoopbackServer(AnswerAsync);

    public string Address => _server.Address.ToString();

    public ConcurrentQueue<(string Call, string? Authorization, string? IdempotencyKey, string Body)> Calls { get; } = new();

    public StubApi Answer(string call, int status, string body)
    {
        _answers.GetOrAdd(call, _ => new()).Enqueue((status, body));
        return this;
    }

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        var call = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Calls.Enqueue((call, context.Request.Headers.Authorization, context.Request.Headers["Idempotency-Key"], body));
        var (status, answer) = Next(call);
        context.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            await context.Response.WriteAsync(answer, context.RequestAborted);
        }
    }

    private (int Status, string Body) Next(string call)
    {
        if (!_answers.TryGetValue(call, out var answers) || !answers.TryPeek(out var next))
        {
            return (StatusCodes.Status404NotFound, "{}");
        }

        if (answers.Count > 1)
        {
            answers.TryDequeue(out _);
        }

        return next;
    }
}
