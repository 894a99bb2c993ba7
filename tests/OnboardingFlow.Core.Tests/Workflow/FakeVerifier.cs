using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Tests.Workflow;

/// <summary>An external verifier that says what the test says.</summary>
internal sealed class FakeVerifier : IIdentityVerifier
{
    public IdentityVerdict Verdict { get; set; } = new(VerificationOutcome.Pass, null);

    public int Asked { get; private set; }

    public Task<IdentityVerdict> VerifyAsync(OnboardingRequest request, string idempotencyKey, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(Verdict);
    }
}
