using System.Net;
using OnboardingFlow.WeChatPay.Signatures;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>Makes one attempt: signs, sends, verifies, classifies.</summary>
internal sealed class AttemptSender(IHttpClientFactory clients, RequestSigner signer, SignatureVerifier verifier, SignatureMetrics metrics, TimeProvider time)
{
    /// <summary>Makes one attempt against one host. Faults of signing and the caller's cancellation are thrown; all else is a result.</summary>
    public async ValueTask<Attempt> SendAsync(ApiHost host, Call call, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(host.Name);
        using var message = await SignedAsync(host.Address(call.Settings), call, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            call.InFlight = true;
            response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(response, call.Request.VerifyWith ?? verifier.VerifyAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException)
        {
            return NotSent("the host failed lately and is left alone for some seconds");
        }
        catch (Exception e) when (IsNetworks(e) && !cancellationToken.IsCancellationRequested)
        {
            var why = e is HttpRequestException { HttpRequestError: var error } ? error.ToString() : "time ran out";
            return Unsent(e, message) ? NotSent($"no connection ({why})") : new Attempt(AttemptEnd.Lost, $"no whole answer ({why})", OtherHost: true);
        }
        finally
        {
            // Left standing when the call's own time ran out, so that its end is told as unknown.
            call.InFlight = cancellationToken.IsCancellationRequested && message.Content is not TrackedBody { Began: false };
            response?.Dispose();
        }
    }

    private async ValueTask<HttpRequestMessage> SignedAsync(Uri host, Call call, CancellationToken cancellationToken)
    {
        var request = call.Request;
        var uri = new Uri(host, request.PathAndQuery);
        var authorization = await signer.AuthorizeAsync(
            call.Settings, request.Method.Method, uri.PathAndQuery, request.Body, request.SigningClass, cancellationToken).ConfigureAwait(false);
        var message = new HttpRequestMessage(request.Method, uri) { Content = new TrackedBody(request.Body) };
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", "OnboardingFlow/0.1");
        if (request.EncryptedWith is { } serial)
        {
            message.Headers.TryAddWithoutValidation(SignatureHeaders.SerialName, serial);
        }

        return message;
    }

    private async ValueTask<Attempt> ReadAsync(HttpResponseMessage response, AnswerVerification verify, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        var fault = SignatureHeaders.TryRead(response.Headers, out var headers);
        var verdict = fault is null ? await verify(headers, body, cancellationToken).ConfigureAwait(false) : new SignatureVerdict(fault);
        if (verdict.Fault is { } refused)
        {
            metrics.Refused("answer", refused);
        }

        var requestId = RequestId(response);
        var json = JsonContent.Is(response.Content.Headers);
        return status is >= 200 and < 300 && verdict.Holds
            ? Success(status, body, json, requestId)
            : verdict.Holds
                ? Refusal(ErrorBody.Read(status, json ? body : [], requestId), body, RetryAfter(response))
                : Unbelieved(ErrorBody.Read(status, json ? body : [], requestId), verdict, RetryAfter(response), response.Headers.Date - time.GetUtcNow());
    }

    // Nobody but WeChat Pay can have signed it, but what it says can't be read. An answer without a body (204) has no type.
    private static Attempt Success(int status, byte[] body, bool json, string? requestId) => json || body.Length == 0
        ? new Attempt(AttemptEnd.Answered, "answered", new ApiAnswer(status, body, requestId))
        : new Attempt(AttemptEnd.Lost, $"an answer {status} that isn't JSON (Request-ID {requestId ?? "none"})");

    private static Attempt Refusal(ApiProblem problem, byte[] body, TimeSpan? retryAfter)
    {
        var reason = problem.Describe();
        return problem.Class switch
        {
            ErrorClass.ConfigurationFault => new Attempt(AttemptEnd.Misconfigured, reason) { Problem = problem },
            ErrorClass.Retry => new Attempt(AttemptEnd.NotYet, reason, RetryAfter: retryAfter),
            ErrorClass.AskFirst => new Attempt(AttemptEnd.Lost, reason, RetryAfter: retryAfter, OtherHost: true),
            _ => new Attempt(AttemptEnd.Answered, reason, new ApiAnswer(problem.Status, body, problem.RequestId, problem)),
        };
    }

    // A success that isn't signed is forged and so no answer at all; an error that isn't signed is only a reason to try again.
    // Its code is named all the same: WeChat Pay doesn't sign the 401 that says what is wrong with our own signature.
    private static Attempt Unbelieved(ApiProblem problem, SignatureVerdict verdict, TimeSpan? retryAfter, TimeSpan? aheadBy) => new(
        problem.Status is >= 400 and < 500 ? AttemptEnd.Unsigned : AttemptEnd.Lost,
        $"an answer {problem.Status} {problem.Code} that can't be believed: {verdict.Describe()} (Request-ID {problem.RequestId ?? "none"})",
        RetryAfter: retryAfter,
        OtherHost: problem.Status != (int)HttpStatusCode.TooManyRequests)
    {
        Problem = problem,
        Disbelieved = verdict.Fault,
        AheadBy = verdict.Fault == SignatureFault.Clock ? verdict.AheadBy : aheadBy,
    };

    private static Attempt NotSent(string reason) => new(AttemptEnd.NotSent, reason, RetryAfter: TimeSpan.Zero, OtherHost: true);

    private static bool IsNetworks(Exception e) => e is HttpRequestException or IOException or TimeoutRejectedException or OperationCanceledException;

    private static bool Unsent(Exception e, HttpRequestMessage message) =>
        message.Content is TrackedBody { Began: false }
        || e is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        };

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter;
        var wait = after?.Delta ?? (after?.Date - time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string? RequestId(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Request-ID", out var values) && values.ToString() is { Length: > 0 and <= 128 } id
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? id : null;
}
