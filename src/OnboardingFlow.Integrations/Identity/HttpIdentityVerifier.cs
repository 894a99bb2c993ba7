using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Integrations.Identity;

/// <summary>
/// The external verifier over HTTP: POST of the person with header <c>Idempotency-Key</c>, answered by <c>{"outcome":"pass|fail|review","code":…}</c>; what else the answer holds is not read.
/// One attempt: repeating is the workflow's.
/// </summary>
internal sealed partial class HttpIdentityVerifier(IHttpClientFactory clients, IOptions<VerifierOptions> options) : IIdentityVerifier
{
    /// <summary>Name of the client.</summary>
    public const string Client = "identity-verifier";

    /// <summary>The longest answer that is read.</summary>
    public const int MaxAnswerBytes = 16 * 1024;

    public async Task<IdentityVerdict> VerifyAsync(OnboardingRequest request, string idempotencyKey, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, options.Value.VerifierUrl)
        {
            Content = ContentOf(VerifierQuestion.Of(request.Presign.FacepayUser)),
        };
        message.Headers.Add("Idempotency-Key", idempotencyKey);
        using var client = clients.CreateClient(Client);
        try
        {
            using var response = await client.SendAsync(message, cancellationToken);
            ThrowUnlessAnswered((int)response.StatusCode);
            return Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new ActivityException(ErrorTypes.Configuration, $"The verifier's answer is longer than {MaxAnswerBytes} bytes.", fault);
        }
        catch (HttpRequestException fault)
        {
            throw new ActivityException(ErrorTypes.Transient, $"The verifier can't be reached ({fault.HttpRequestError}).", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ActivityException(ErrorTypes.Transient, "The verifier did not answer in time.", fault);
        }
    }

    // Bytes, not a stream: that sends Content-Length, and small servers don't read chunked bodies.
    private static ByteArrayContent ContentOf(VerifierQuestion question) =>
        new(JsonSerializer.SerializeToUtf8Bytes(question, VerifierJson.Default.VerifierQuestion))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };

    private static void ThrowUnlessAnswered(int status)
    {
        if (status is 408 or 429 or >= 500)
        {
            throw new ActivityException(ErrorTypes.Transient, $"The verifier answered {status}.");
        }

        if (status != 200)
        {
            throw new ActivityException(ErrorTypes.Configuration, $"The verifier answered {status}: check Onboarding:VerifierUrl.");
        }
    }

    private static IdentityVerdict Read(byte[] body)
    {
        VerifierAnswer? answer;
        try
        {
            answer = JsonSerializer.Deserialize(body, VerifierJson.Default.VerifierAnswer);
        }
        catch (JsonException)
        {
            // Without the cause: its text may quote the answer.
            throw NotUnderstood("it is not {\"outcome\", \"code\"}");
        }

        if (answer?.Code is { } code && !CodePattern().IsMatch(code))
        {
            throw NotUnderstood("its code is not 1 to 64 letters, digits and '_'");
        }

        return answer?.Outcome switch
        {
            "pass" => new IdentityVerdict(VerificationOutcome.Pass, answer.Code),
            "fail" => new IdentityVerdict(VerificationOutcome.Fail, answer.Code),
            "review" => new IdentityVerdict(VerificationOutcome.Review, answer.Code),
            _ => throw NotUnderstood("its outcome is not pass, fail or review"),
        };
    }

    private static ActivityException NotUnderstood(string why) => new(ErrorTypes.Configuration, $"The verifier's answer is not understood: {why}.");

    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,64}\z")]
    private static partial Regex CodePattern();
}
