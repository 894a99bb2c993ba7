using System.Security.Cryptography;

namespace OnboardingFlow.Core.Sealing;

/// <summary>Seals requests with nothing but the public part of the vault's sealing key: what a sender needs for <c>onboardingflow.onboarding.requested.sealed.v1</c>.</summary>
public static class PublicKeySealer
{
    /// <summary>Smallest RSA key that is taken, in bits.</summary>
    public const int MinKeySize = 2048;

    /// <summary>Seals a request's data (<c>{"presign":…, "options":…}</c> as UTF-8 JSON) into a self-contained envelope, the text for <c>data.sealed</c>.</summary>
    /// <param name="publicKeyPem">RSA public key of at least 2048 bits, as PEM.</param>
    /// <param name="keyVersion">Version of the sealing key that this is the public part of (the last part of the key's id in Key Vault), so that the envelope opens after a rotation too.</param>
    /// <param name="data">At most 1 MiB.</param>
    /// <exception cref="ArgumentException">The PEM holds no such key, or the version isn't 1 to 64 letters and digits.</exception>
    public static string SealRequest(string publicKeyPem, string keyVersion, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(publicKeyPem);
        ArgumentNullException.ThrowIfNull(keyVersion);
        using var rsa = RSA.Create();
        rsa.ImportFromPem(publicKeyPem);
        if (rsa.KeySize < MinKeySize)
        {
            throw new ArgumentException($"The key has {rsa.KeySize} bits; at least {MinKeySize} are needed.", nameof(publicKeyPem));
        }

        Span<byte> dataKey = stackalloc byte[EnvelopeCipher.DataKeyLength];
        RandomNumberGenerator.Fill(dataKey);
        try
        {
            var header = Envelope.HeaderOf(EnvelopeKind.SelfContained, keyVersion, rsa.Encrypt(dataKey, RSAEncryptionPadding.OaepSHA256));
            return EnvelopeCipher.Seal(dataKey, header, SealPurposes.SenderRequest, "", data);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }
}
