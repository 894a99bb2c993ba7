using Azure.Core;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>A token that proves nothing, for the emulator on a loopback address.</summary>
internal sealed class FixedTokenCredential(TimeProvider time) : TokenCredential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new("onboardingflow-local", time.GetUtcNow() + Lifetime);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
