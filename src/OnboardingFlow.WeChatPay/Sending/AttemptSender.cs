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
        return verdict.Holds ? Believed(status, body, requestId, RetryAfter(response)) : Unbelieved(status, verdict, requestId, RetryAfter(response));
    }

    private static Attempt Believed(int status, byte[] body, string? requestId, TimeSpan? retryAfter)
    {
        if (status is >= 200 and < 300)
        {
            return new Attempt(AttemptEnd.Answered, "answered", new ApiAnswer(status, body, requestId));
        }

        var problem = ErrorBody.Read(status, body, requestId);
        var reason = problem.Describe();
        return problem.Class switch
        {
            ErrorClass.ConfigurationFault => new Attempt(AttemptEnd.Misconfigured, reason),
            ErrorClass.Retry => new Attempt(AttemptEnd.NotYet, reason, RetryAfter: retryAfter),
            ErrorClass.AskFirst => new Attempt(AttemptEnd.Lost, reason, RetryAfter: retryAfter, OtherHost: true),
            _ => new Attempt(AttemptEnd.Answered, reason, new ApiAnswer(status, body, requestId, problem)),
        };
    }

    // A success that isn't signed is forged and so no answer at all; an error that isn't signed is only a reason to try again.
    private static Attempt Unbelieved(int status, SignatureVerdict verdict, string? requestId, TimeSpan? retryAfter) => new(
        status is >= 400 and < 500 ? AttemptEnd.Unsigned : AttemptEnd.Lost,
        $"an answer {status} that can't be believed: {verdict.Describe()} (Request-ID {requestId ?? "none"})",
        RetryAfter: retryAfter,
        OtherHost: status != (int)HttpStatusCode.TooManyRequests);

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
