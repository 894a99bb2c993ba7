using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Access;

namespace OnboardingFlow.Api.Health;

/// <summary>Whether the host is alive, and whether it can do its work.</summary>
public sealed class HealthHandlers(ApiKeyGate gate, IEnumerable<IReadinessCheck> checks, TimeProvider time, ILogger<HealthHandlers> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary><c>GET /healthz</c>: 200 whenever the process answers.</summary>
    public static Task<IResult> AliveAsync() => Task.FromResult(Results.Json(new HealthView("alive"), ApiJson.Default.HealthView));

    /// <summary><c>GET /readyz</c>: 200 or 503; each check is shown to keys with <c>read</c> only.</summary>
    public async Task<IResult> ReadyAsync(HttpContext context)
    {
        var results = await Task.WhenAll(checks.Select(check => RunAsync(check, context.RequestAborted)));
        var ready = results.All(result => result.Ready);
        var view = new ReadinessView(ready ? "ready" : "not_ready") { Checks = gate.Allows(context, ApiRole.Read) ? results : null };
        return Results.Json(view, ApiJson.Default.ReadinessView, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<ReadinessCheckView> RunAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        ReadinessResult found;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            found = await check.CheckAsync(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            found = new ReadinessResult($"didn't answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            found = new ReadinessResult($"failed with {exception.GetType().Name}");
        }

        if (found.Problem is { } problem)
        {
            Log.NotReady(logger, check.Name, problem);
        }

        return new ReadinessCheckView(check.Name, found.Problem is null, found.Problem, (long)time.GetElapsedTime(began).TotalMilliseconds) { Detail = found.Detail };
    }
}
