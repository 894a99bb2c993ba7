using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.WeChatPay.Keys;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay;

/// <summary>What every APIv3 call goes through: check the signature, apply a fault, do it, sign the answer, note the call.</summary>
internal sealed class WeChatPayPipeline(WeChatPayState state)
{
    internal const int MaxBodyBytes = 256 * 1024;

    private readonly RequestCheck _check = new(state.Merchants, state.Time);

    internal async Task RunAsync(HttpContext http, string operation, Func<WeChatPayCall, Answer> handler)
    {
        var arrived = state.Time.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var rawTarget = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        AuthorizationHeader? header = null;
        WeChatPayCall? call = null;
        Fault? fault = null;
        Answer? answer = null;
        try
        {
            try
            {
                var body = await BodyReader.ReadAsync(http.Request, MaxBodyBytes, http.RequestAborted);
                HeaderCheck.Verify(http.Request.Headers, body.Length > 0);
                header = AuthorizationHeader.Parse(http.Request.Headers.Authorization.ToString());
                var (merchant, certificate) = _check.Verify(header, http.Request.Method, rawTarget, body);
                call = new WeChatPayCall(http, body, merchant, certificate, state.Keys);
                fault = state.Faults.Take(operation);
                answer = await AnswerAsync(http, call, fault, handler);
            }
            catch (Refusal refusal)
            {
                answer = refusal.ToAnswer();
            }
            catch (BodyTooLargeException e)
            {
                answer = new Refusal(StatusCodes.Status413PayloadTooLarge, "PARAM_ERROR", e.Message).ToAnswer();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.CallFailed(state.Logger, http.Request.Method, http.Request.Path, e);
                answer = new Refusal(StatusCodes.Status500InternalServerError, "SYSTEM_ERROR", "the emulator failed, see its log").ToAnswer();
            }

            if (fault?.Action == FaultActions.DropAfter)
            {
                answer = null;
            }
        }
        finally
        {
            // Before the caller sees the end of the call, so that who asks for the calls next finds it among them.
            state.Calls.Add(number => new WeChatPayCallEntry(
                number,
                arrived,
                http.Request.Method,
                rawTarget,
                operation,
                header?.MchId,
                header?.Serial,
                http.Request.Headers["Wechatpay-Serial"].ToString() is { Length: > 0 } named ? named : null,
                call is not null,
                call?.Sensitive.Fields ?? [],
                answer?.Status ?? 0,
                answer?.Code,
                fault?.Action,
                Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        }

        if (answer is not null)
        {
            await WriteAsync(http, answer, call is null ? null : SigningKey(operation, call), fault?.Action);
        }
        else
        {
            http.Abort();
        }
    }

    /// <returns>Null when the connection is to be cut.</returns>
    private async Task<Answer?> AnswerAsync(HttpContext http, WeChatPayCall call, Fault? fault, Func<WeChatPayCall, Answer> handler)
    {
        if (!await FaultTiming.PassesAsync(fault, state.Time, http.RequestAborted))
        {
            return null;
        }

        return fault?.Action switch
        {
            FaultActions.Status when fault.Status == StatusCodes.Status204NoContent => Answer.NoContent,
            FaultActions.Status => throw new Refusal(fault.Status ?? StatusCodes.Status500InternalServerError, fault.Code ?? "SYSTEM_ERROR", "a fault asked for by the control API"),
            FaultActions.Throttle => new Refusal(StatusCodes.Status429TooManyRequests, fault.Code ?? "FREQUENCY_LIMITED", "too many calls").ToAnswer() with { RetryAfter = fault.RetryAfter },
            _ => handler(call),
        };
    }

    /// <summary>An echo is answered with the kind of key that the caller named: one call must not mix keys.</summary>
    private PlatformKey SigningKey(string operation, WeChatPayCall call) =>
        operation == "echo" && call.WechatpaySerial is { } named && state.Keys.Find(named) is { } key ? key : state.Keys[state.Settings.SignWith];

    /// <param name="http">The call.</param>
    /// <param name="answer">What to answer.</param>
    /// <param name="key">Signs it; null for a caller whose own signature didn't hold, whom WeChat Pay answers unsigned.</param>
    /// <param name="fault">The fault asked for.</param>
    private async Task WriteAsync(HttpContext http, Answer answer, PlatformKey? key, string? fault)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.Headers["Request-ID"] = RandomText.Hex(16).ToUpperInvariant();
        response.Headers.Date = state.Time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (answer.RetryAfter is not null)
        {
            response.Headers.RetryAfter = answer.RetryAfter;
        }

        if (key is not null && fault != FaultActions.NoSignature)
        {
            var signed = fault == FaultActions.UnknownSerial ? PlatformKeys.Unknown : key;
            foreach (var (name, value) in AnswerSigner.Headers(signed, fault == FaultActions.BadSignature ? [.. answer.Body, 0] : answer.Body, state.Time))
            {
                response.Headers[name] = value;
            }
        }

        if (answer.Body.Length > 0)
        {
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, http.RequestAborted);
        }
    }
}
