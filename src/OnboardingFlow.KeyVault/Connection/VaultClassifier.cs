using System.Security.Authentication;
using Azure.Core;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>What the pipeline's retry policy repeats: network faults and 5xx, but not a 429 (<see cref="ThrottlePolicy"/> has done so) and not a certificate that isn't trusted.</summary>
internal sealed class VaultClassifier : ResponseClassifier
{
    public override bool IsRetriableResponse(HttpMessage message) => message.Response.Status != 429 && base.IsRetriableResponse(message);

    public override bool IsRetriableException(Exception exception) => !IsUntrusted(exception) && base.IsRetriableException(exception);

    /// <summary>Whether TLS failed.</summary>
    public static bool IsUntrusted(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return true;
            }
        }

        return false;
    }
}
