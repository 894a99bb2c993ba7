using System.Globalization;
using Azure;
using Azure.Identity;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Turns the vault's error answers, and what the pipeline throws, into the project's error types.</summary>
/// <remarks>Statuses and codes: Azure Key Vault REST API error codes. The vault's own message is left out: it names callers.</remarks>
internal static class VaultFaults
{
    /// <summary>From an error answer.</summary>
    /// <param name="target">What was asked.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">The error's code, and the inner one where there is one.</param>
    /// <param name="requestId">The vault's id of the request.</param>
    public static ActivityException FromAnswer(VaultObject target, int status, VaultErrorCode code, string? requestId)
    {
        var cause = string.Create(CultureInfo.InvariantCulture, $"answered {status} {code}, request {requestId ?? "without id"}");
        return (status, code.Inner ?? code.Outer) switch
        {
            (400, _) when target.Operation == VaultOperations.Unwrap => target.Unreadable($"{cause}: the wrapped key isn't one of this key's"),
            (400, _) when target.Operation == VaultOperations.Decrypt => target.Misconfigured(
                $"{cause}: the ciphertext isn't one of this key's", "Does WeChatPay:MerchantKeys name the key version that belongs to the certificate's serial?"),
            (401, _) => target.Misconfigured(cause, target.FixToken()),
            (403, "KeyDisabled" or "SecretDisabled") => target.Misconfigured(cause, target.FixDisabled()),
            (403, "KeyExpired" or "KeyNotYetValid" or "SecretExpired" or "SecretNotYetValid") => target.Misconfigured(cause, target.FixDates()),
            (403, "KeyOperationForbidden") => target.Misconfigured(cause, target.FixOperations()),
            (403, "ForbiddenByFirewall" or "ForbiddenByConnection") => target.Misconfigured(cause, target.FixNetwork()),
            (403, _) => target.Misconfigured(cause, target.FixPermission()),
            (404, _) => target.Misconfigured(cause, target.FixMissing()),
            (408 or 409 or 429 or >= 500, _) => target.Passing(cause),
            _ => target.Misconfigured(cause, target.FixOperations()),
        };
    }

    /// <summary>From what the pipeline or the credential threw; null when it is neither (then it is a bug, and goes on as it is).</summary>
    public static ActivityException? FromException(VaultObject target, Exception error) => error switch
    {
        ActivityException fault => fault,
        AggregateException { InnerExceptions: [.., var last] } => FromException(target, last),
        CredentialUnavailableException => target.Misconfigured("there is no credential to ask for a token with", target.FixToken(), error),
        AuthenticationFailedException when !IsNetwork(error.InnerException) => target.Misconfigured("no token was given for the vault", target.FixToken(), error),
        AuthenticationFailedException => target.Passing("no token could be fetched", error),
        _ when VaultClassifier.IsUntrusted(error) => target.Misconfigured(
            "its TLS certificate isn't trusted", "Check KeyVault:Address; for the emulator set KeyVault:TrustedCertificateFile to its emulator-ca.pem", error),
        RequestFailedException { Status: > 0 } answer => FromAnswer(
            target, answer.Status, VaultErrorCode.Read(answer.GetRawResponse()?.Content), answer.GetRawResponse()?.Headers.RequestId),
        RequestFailedException or HttpRequestException or IOException => target.Passing("can't be reached", error),
        OperationCanceledException => target.Passing("didn't answer in time", error),
        _ => null,
    };

    private static bool IsNetwork(Exception? cause) => cause switch
    {
        null => false,
        HttpRequestException or IOException or OperationCanceledException or RequestFailedException { Status: 0 or >= 500 } => true,
        AggregateException several => several.InnerExceptions.Any(IsNetwork),
        _ => IsNetwork(cause.InnerException),
    };
}
