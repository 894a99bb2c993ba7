using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using OnboardingFlow.Emulators.Crypto;

namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>An RSA key as JSON (RFC 7517); numbers in base64url. The private ones come in on import and never go out.</summary>
internal sealed record JsonWebKey
{
    [JsonPropertyName("kid")]
    public string? Kid { get; init; }

    [JsonPropertyName("kty")]
    public string? Kty { get; init; }

    [JsonPropertyName("key_ops")]
    public IReadOnlyList<string>? KeyOps { get; init; }

    [JsonPropertyName("n")]
    public string? N { get; init; }

    [JsonPropertyName("e")]
    public string? E { get; init; }

    [JsonPropertyName("d")]
    public string? D { get; init; }

    [JsonPropertyName("p")]
    public string? P { get; init; }

    [JsonPropertyName("q")]
    public string? Q { get; init; }

    [JsonPropertyName("dp")]
    public string? DP { get; init; }

    [JsonPropertyName("dq")]
    public string? DQ { get; init; }

    [JsonPropertyName("qi")]
    public string? QI { get; init; }

    internal static JsonWebKey Public(string kid, string kty, IReadOnlyList<string> operations, RSAParameters parameters) => new()
    {
        Kid = kid,
        Kty = kty,
        KeyOps = operations,
        N = Base64Url.EncodeToString(parameters.Modulus),
        E = Base64Url.EncodeToString(parameters.Exponent),
    };

    /// <exception cref="VaultException">400: not a whole RSA private key.</exception>
    internal RsaPool ToPrivateKey()
    {
        try
        {
            return RsaPool.From(new RSAParameters
            {
                Modulus = Number(N),
                Exponent = Number(E),
                D = Number(D),
                P = Number(P),
                Q = Number(Q),
                DP = Number(DP),
                DQ = Number(DQ),
                InverseQ = Number(QI),
            });
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw VaultException.BadParameter("the key must be a whole RSA private key with n, e, d, p, q, dp, dq, qi");
        }

        static byte[] Number(string? text) => Base64Url.DecodeFromChars(text ?? throw new FormatException());
    }
}
