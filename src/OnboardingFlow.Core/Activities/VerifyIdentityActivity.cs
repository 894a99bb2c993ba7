using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Asks the external verifier.</summary>
internal sealed class VerifyIdentityActivity(RequestOpener opener, IIdentityVerifier? verifier)
{
    public async Task<IdentityVerdict> RunAsync(ActivityContext context, SealedRequestInput input, CancellationToken cancellationToken)
    {
        if (verifier is null)
        {
            throw new ActivityException(
                ErrorTypes.Configuration, "The request asks for an external identity verification, but Onboarding:VerifierUrl is not set.");
        }

        var request = await opener.OpenAsync(context.InstanceId, input.SealedRequest, cancellationToken);
        return await verifier.VerifyAsync(request, context.IdempotencyKey, cancellationToken);
    }
}
