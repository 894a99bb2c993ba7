using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OnboardingFlow.Emulators.Control;

/// <summary>What every call of the control API goes through: loopback only, errors as JSON, bodies read strictly.</summary>
internal static class ControlApi
{
    internal const string Prefix = "/_emulator";
    internal const int MaxBodyBytes = 256 * 1024;

    internal static void MapControl(this IEndpointRouteBuilder routes, string method, string pattern, Func<HttpContext, Task> handler) =>
        routes.MapMethods(Prefix + pattern, [method], (RequestDelegate)(context => RunAsync(context, handler)));

    /// <summary>Faults, the same for both emulators.</summary>
    internal static void MapFaults(this IEndpointRouteBuilder routes, FaultBook faults)
    {
        routes.MapControl("GET", "/faults", context => context.WriteAsync(faults.List(), ControlJson.Wire.IReadOnlyListFault));
        routes.MapControl("DELETE", "/faults", context =>
        {
            faults.Clear();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        routes.MapControl("POST", "/faults", async context =>
        {
            var fault = await context.ReadAsync(ControlJson.Wire.Fault);
            if (faults.Problem(fault) is { } problem)
            {
                throw ControlException.BadRequest(problem);
            }

            faults.Add(fault);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
    }

    /// <summary>The call log, the same for both emulators.</summary>
    internal static void MapCalls<T>(this IEndpointRouteBuilder routes, RingLog<T> calls, JsonTypeInfo<IReadOnlyList<T>> type) =>
        routes.MapControl("GET", "/calls", context =>
        {
            var after = context.Request.Query["after"].ToString();
            return long.TryParse(after.Length == 0 ? "0" : after, out var number)
                ? context.WriteAsync(calls.After(number), type)
                : throw ControlException.BadRequest($"after '{after}': must be a number");
        });

    internal static async Task<T> ReadAsync<T>(this HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            var body = await BodyReader.ReadAsync(context.Request, MaxBodyBytes, context.RequestAborted);
            return JsonSerializer.Deserialize(body.Length == 0 ? "{}"u8 : body, type) ?? throw ControlException.BadRequest("the body is null");
        }
        catch (JsonException e)
        {
            throw ControlException.BadRequest($"the body isn't as expected: {e.Message}");
        }
    }

    internal static async Task WriteAsync<T>(this HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    private static async Task RunAsync(HttpContext context, Func<HttpContext, Task> handler)
    {
        try
        {
            if (context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
            {
                throw new ControlException(StatusCodes.Status403Forbidden, "FORBIDDEN", "the control API answers on loopback only");
            }

            await handler(context);
        }
        catch (ControlException e)
        {
            await context.WriteAsync(new ControlError(e.Code, e.Message), ControlJson.Wire.ControlError, e.Status);
        }
        catch (BodyTooLargeException e)
        {
            await context.WriteAsync(new ControlError("TOO_LARGE", e.Message), ControlJson.Wire.ControlError, StatusCodes.Status413PayloadTooLarge);
        }
    }
}
