using System.Text.Json.Serialization;

namespace OnboardingFlow.KeyVault.Keys;

/// <summary>A key as the vault gives it: its public part.</summary>
internal sealed record KeyBundle(KeyBundle.JsonWebKey? Key, KeyBundle.KeyAttributes? Attributes)
{
    /// <param name="Kid"><c>https://VAULT/keys/NAME/VERSION</c>.</param>
    /// <param name="Kty"><c>RSA</c>, or <c>RSA-HSM</c>.</param>
    /// <param name="N">Modulus, base64url.</param>
    /// <param name="E">Exponent, base64url.</param>
    internal sealed record JsonWebKey(string? Kid, string? Kty, string? N, string? E);

    /// <param name="Enabled">Whether it may be used.</param>
    /// <param name="NotBefore">Unix seconds.</param>
    /// <param name="Expires">Unix seconds.</param>
    internal sealed record KeyAttributes(bool? Enabled, [property: JsonPropertyName("nbf")] long? NotBefore, [property: JsonPropertyName("exp")] long? Expires);
}
