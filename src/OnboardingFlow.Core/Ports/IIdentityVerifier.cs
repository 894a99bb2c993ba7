using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Ports;

/// <summary>The provider's own or a third party's check of a person.</summary>
public interface IIdentityVerifier
{
    /// <summary>Asks for a verdict.</summary>
    /// <param name="request">The person, in clear: the verifier is a trusted party.</param>
    /// <param name="idempotencyKey">The same when asked again.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ActivityException"><see cref="ErrorTypes.Transient"/> or <see cref="ErrorTypes.Configuration"/>.</exception>
    Task<IdentityVerdict> VerifyAsync(OnboardingRequest request, string idempotencyKey, CancellationToken cancellationToken);
}
