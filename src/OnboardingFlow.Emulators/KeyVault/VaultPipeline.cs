using System.Diagnostics;
using System.Text.RegularExpressions;
using OnboardingFlow.Emulators.Control;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>What every call of the vault goes through: bearer challenge, api-version, a fault, the operation, the call log.</summary>
internal sealed partial class VaultPipeline(VaultState state)
{
    internal const int MaxBodyBytes = 64 * 1024;

    /// <summary>Any tenant; the vault only has to name one.</summary>
    private const string Challenge = "Bearer authorization=\"https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000\", resource=\"https://vault.azure.net\"";

    internal async Task RunAsync(HttpContext http, string operation, Func<VaultRequest, VaultAnswer> endpoint)
    {
        var arrived = state.Time.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var authenticated = HasToken(http);
        VaultRequest? request = null;
        VaultAnswer? answer = null;
        Fault? fault = null;
        try
        {
            try
            {
                RequireToken(http, authenticated);
                RequireVersion(http);
                request = new VaultRequest(http, operation, await BodyReader.ReadAsync(http.Request, MaxBodyBytes, http.RequestAborted));
                fault = state.Faults.Take(operation);
                answer = await AnswerAsync(http, request, fault, endpoint);
            }
            catch (VaultException e)
            {
                answer = VaultAnswer.Error(e);
            }
            catch (BodyTooLargeException e)
            {
                answer = VaultAnswer.Error(new VaultException(StatusCodes.Status413PayloadTooLarge, "BadParameter", e.Message));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.CallFailed(state.Logger, http.Request.Method, http.Request.Path, e);
                answer = VaultAnswer.Error(new VaultException(StatusCodes.Status500InternalServerError, "InternalServerError", "the emulator failed, see its log"));
            }

            if (fault?.Action == FaultActions.DropAfter)
            {
                answer = null;
            }
        }
        finally
        {
            // Before the caller sees the end of the call, so that who asks for the calls next finds it among them.
            state.Calls.Add(number => new VaultCall(
                number,
                arrived,
                http.Request.Method,
                http.Request.Path,
                operation,
                request?.Name is { Length: > 0 } name ? name : null,
                request?.UsedVersion ?? request?.Version,
                request?.Algorithm,
                request?.UsedPrivateKey ?? false,
                authenticated,
                answer?.Status ?? 0,
                answer?.Code,
                fault?.Action,
                Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        }

        if (answer is not null)
        {
            await WriteAsync(http, answer);
        }
        else
        {
            http.Abort();
        }
    }

    /// <returns>Null when the connection is to be cut.</returns>
    private async Task<VaultAnswer?> AnswerAsync(HttpContext http, VaultRequest request, Fault? fault, Func<VaultRequest, VaultAnswer> endpoint)
    {
        if (!await FaultTiming.PassesAsync(fault, state.Time, http.RequestAborted))
        {
            return null;
        }

        return fault?.Action switch
        {
            FaultActions.Status when fault.Status == StatusCodes.Status204NoContent => new VaultAnswer(StatusCodes.Status204NoContent, []),
            FaultActions.Status => throw new VaultException(fault.Status ?? StatusCodes.Status500InternalServerError, fault.Code ?? "InternalServerError", "a fault asked for by the control API"),
            FaultActions.Throttle => VaultAnswer.Error(new VaultException(
                StatusCodes.Status429TooManyRequests, fault.Code ?? "Throttled", "Request was not processed because too many requests were received.")) with
            { RetryAfter = fault.RetryAfter },
            _ => endpoint(request),
        };
    }

    private static bool HasToken(HttpContext http)
    {
        const string scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && header.AsSpan(scheme.Length).Trim().Length > 0;
    }

    private static void RequireToken(HttpContext http, bool authenticated)
    {
        if (!authenticated)
        {
            http.Response.Headers.WWWAuthenticate = Challenge;
            throw new VaultException(StatusCodes.Status401Unauthorized, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");
        }
    }

    private static void RequireVersion(HttpContext http)
    {
        var version = http.Request.Query["api-version"].ToString();
        if (!VersionPattern().IsMatch(version))
        {
            throw VaultException.BadParameter($"The specified version ({version}) is not recognized: 7.4 or later.");
        }
    }

    private static async Task WriteAsync(HttpContext http, VaultAnswer answer)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        response.Headers["x-ms-keyvault-region"] = "loopback";
        if (answer.RetryAfter is not null)
        {
            response.Headers.RetryAfter = answer.RetryAfter;
        }

        if (answer.Body.Length > 0)
        {
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, http.RequestAborted);
        }
    }

    [GeneratedRegex(@"\A(7\.[4-9]|20[0-9]{2}-[0-9]{2}-[0-9]{2})(-preview(\.[0-9]+)?)?\z")]
    private static partial Regex VersionPattern();
}
