using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using OnboardingFlow.LocalHost.OpsPage.Signing;
using OnboardingFlow.LocalHost.Sqlite.Index;

namespace OnboardingFlow.LocalHost.OpsPage.Live;

/// <summary>
/// Tells open pages by server-sent events that something changed, never what: the page then asks for itself again. A stream ends with its session, its
/// browser or the host.
/// </summary>
internal sealed class LiveFeed(SqliteOnboardingIndex index, OpsSessions sessions, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Most streams at a time; whoever comes beyond gets 503, and its page reloads by itself instead.</summary>
    public const int Most = 100;

    /// <summary>How often a change is looked for: however much changes, a page is told no more often.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private const int LooksPerBeat = 8;

    private int open;

    public IResult Open(HttpContext context)
    {
        if (Interlocked.Increment(ref open) > Most)
        {
            Interlocked.Decrement(ref open);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(ending);
        context.Response.OnCompleted(() =>
        {
            Interlocked.Decrement(ref open);
            return Task.CompletedTask;
        });
        return TypedResults.ServerSentEvents(EventsAsync(SessionCookie.Read(context), ending.Token));
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(string? session, [EnumeratorCancellation] CancellationToken ending)
    {
        var told = index.Version;
        yield return new SseItem<string>("hello", "beat");
        using var timer = new PeriodicTimer(LookEvery, time);
        for (var look = 1; await NextAsync(timer, ending) && sessions.Find(session) is not null; look++)
        {
            if (index.Version is var now && now != told)
            {
                told = now;
                yield return new SseItem<string>("something", "changed");
            }
            else if (look % LooksPerBeat == 0)
            {
                yield return new SseItem<string>("still here", "beat"); // Shows that the browser has gone.
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ending)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ending);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
