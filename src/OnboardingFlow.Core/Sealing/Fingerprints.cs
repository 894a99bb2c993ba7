using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Sealing;

/// <summary>
/// Tells whether two requests are the same without keeping them: HMAC-SHA-256 over the canonical JSON (<c>restart</c> left out), keyed by a secret of the vault,
/// because a plain hash of an identity number can be searched through.
/// </summary>
public sealed class Fingerprints
{
    /// <summary>Shortest secret that is taken, in bytes of UTF-8.</summary>
    public const int MinSecretLength = 16;

    private readonly ISecrets _secrets;
    private readonly string _secretName;

    internal Fingerprints(ISecrets secrets, IOptions<KeyNames> names)
    {
        _secrets = secrets;
        _secretName = names.Value.FingerprintSecret;
    }

    /// <summary>The fingerprint by the newest version of the secret: 43 characters of Base64url.</summary>
    /// <exception cref="ActivityException">The secret is missing or too short (<see cref="ErrorTypes.Configuration"/>), or can't be had now.</exception>
    public async Task<string> ComputeAsync(OnboardingRequest request, CancellationToken cancellationToken)
    {
        var secrets = await SecretsAsync(cancellationToken);
        return Base64Url.EncodeToString(Hmac(secrets[0], RequestJson.SerializeForFingerprint(request)));
    }

    /// <summary>Whether a fingerprint that was kept is this request's, by any version of the secret that is still enabled. Takes the same time whatever differs.</summary>
    /// <exception cref="ActivityException">As for <see cref="ComputeAsync"/>.</exception>
    public async Task<bool> MatchesAsync(OnboardingRequest request, string fingerprint, CancellationToken cancellationToken)
    {
        var kept = Encoding.ASCII.GetBytes(fingerprint);
        var json = RequestJson.SerializeForFingerprint(request);
        var matches = false;
        foreach (var secret in await SecretsAsync(cancellationToken))
        {
            matches |= CryptographicOperations.FixedTimeEquals(kept, Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Hmac(secret, json))));
        }

        return matches;
    }

    internal static byte[] Hmac(byte[] secret, ReadOnlySpan<byte> data) => HMACSHA256.HashData(secret, data);

    private async Task<IReadOnlyList<byte[]>> SecretsAsync(CancellationToken cancellationToken)
    {
        var versions = await _secrets.GetAsync(_secretName, cancellationToken);
        var secrets = versions.Select(version => Encoding.UTF8.GetBytes(version.Reveal())).ToList();
        return secrets[0].Length >= MinSecretLength
            ? secrets
            : throw new ActivityException(ErrorTypes.Configuration, $"Secret {_secretName} has {secrets[0].Length} bytes; set one of at least {MinSecretLength} random bytes.");
    }
}
