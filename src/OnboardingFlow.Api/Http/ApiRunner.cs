using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Http;

/// <summary>What stands around every handler on both hosts: the key, the errors, the access log. No handler runs without it.</summary>
public sealed class ApiRunner(ApiKeyGate gate, TimeProvider time, ILogger<ApiRunner> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Runs a handler.</summary>
    /// <param name="context">The request.</param>
    /// <param name="role">The role that the caller's key must have; null lets everybody in.</param>
    /// <param name="handler">What to do. What it throws becomes problem details that show none of the exception's text.</param>
    public async Task<IResult> RunAsync(HttpContext context, ApiRole? role, Func<Task<IResult>> handler)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(handler);
        var began = time.GetTimestamp();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var result = role is { } needed && await gate.AuthorizeAsync(context, needed) is { } refusal ? refusal : await GuardAsync(context, handler);

        // The route's pattern, not the path: a path holds whatever a caller put there.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(unmatched)";
        var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        Log.Answered(logger, context.Request.Method, route, status, time.GetElapsedTime(began).TotalMilliseconds, ApiKeyGate.CallerOf(context));
        return result;
    }

    private static IResult Unavailable() => Problems.RetryAfter(RetryAfter, Problems.Of(
        StatusCodes.Status503ServiceUnavailable,
        "unavailable",
        "Service unavailable",
        "Something that is needed is out of reach now. Try again: what was done isn't done twice."));

    private async Task<IResult> GuardAsync(HttpContext context, Func<Task<IResult>> handler)
    {
        try
        {
            return await handler();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (BadHttpRequestException exception)
        {
            return Problems.Of(exception.StatusCode, "bad_request", "Bad request", "The request could not be read to its end.");
        }
        catch (ActivityException exception) when (exception.ErrorType == ErrorTypes.Unreadable)
        {
            return Problems.Conflict("unreadable", "The personal data of this onboarding was erased, or can't be opened.");
        }
        catch (ActivityException exception)
        {
            Log.Unavailable(logger, exception.ErrorType, exception.Message);
            return Unavailable();
        }
        catch (EngineUnavailableException exception)
        {
            Log.Unavailable(logger, exception.GetType().Name, exception.Message);
            return Unavailable();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Type and place only: an exception's text may quote what a caller sent.
            Log.Fault(logger, exception.GetType().FullName ?? "?", exception.StackTrace);
            return Problems.Of(StatusCodes.Status500InternalServerError, "internal_error", "Internal error", "The host's log has the cause.");
        }
    }
}
