using Azure.Core;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>A token that proves nothing, for the emulator on a loopback address.</summary>
internal sealed class FixedTokenCredential : TokenCredential
{
    private static readonly AccessToken Token = new("onboardingflow-local", new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Token);
}
