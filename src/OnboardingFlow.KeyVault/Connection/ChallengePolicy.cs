using Azure.Core;
using Azure.Core.Pipeline;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>
/// Puts a bearer token on each request, for the scope and tenant that the vault's first 401 named. Azure.Core's policy beneath keeps the token and gets
/// the next one minutes before it ends.
/// </summary>
internal sealed class ChallengePolicy(TokenCredential credential, Uri vault) : BearerTokenAuthenticationPolicy(credential, [])
{
    private Challenge? _challenge;

    protected override ValueTask AuthorizeRequestAsync(HttpMessage message) =>
        _challenge is { } challenge
            ? AuthenticateAndAuthorizeRequestAsync(message, Ask(message, challenge))
            : ValueTask.CompletedTask;

    protected override async ValueTask<bool> AuthorizeRequestOnChallengeAsync(HttpMessage message)
    {
        if (!message.Response.Headers.TryGetValue("WWW-Authenticate", out var header) || Challenge.Read(header) is not { } challenge)
        {
            return false;
        }

        if (!vault.IsLoopback && !challenge.IsFor(vault))
        {
            throw new ActivityException(
                ErrorTypes.Configuration,
                $"{vault.Host} asks for a token to '{challenge.Resource.Host}', which is not its own domain: no token was sent. Check KeyVault:Address and what answers there");
        }

        _challenge = challenge with { Claims = null };
        await AuthenticateAndAuthorizeRequestAsync(message, Ask(message, challenge));
        return true;
    }

    protected override void AuthorizeRequest(HttpMessage message) => throw new NotSupportedException("The vault is only called asynchronously.");

    protected override bool AuthorizeRequestOnChallenge(HttpMessage message) => throw new NotSupportedException("The vault is only called asynchronously.");

    private static TokenRequestContext Ask(HttpMessage message, Challenge challenge) =>
        new([challenge.Scope], message.Request.ClientRequestId, challenge.Claims, challenge.Tenant, isCaeEnabled: true);
}
