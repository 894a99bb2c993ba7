using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault.Keys;

/// <summary>Reads the vault's answers about keys. What can't be read is a passing fault: something between here and the vault may have answered.</summary>
internal static class KeyAnswers
{
    private const int LeastBits = 2048;

    // A signature by RSA-8192; Key Vault's keys end at 4096 bits.
    private const int MaxResultLength = 1024;

    /// <summary>An operation's result. No string is made of it, and the answer's buffer is cleared: an unwrapped data key is among them.</summary>
    public static byte[] Value(Response response, VaultObject target)
    {
        try
        {
            return Decode(response.Content.ToMemory().Span) ?? throw target.Passing("answered without a result");
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw target.Passing("answered with what isn't a result", error);
        }
        finally
        {
            if (response.ContentStream is MemoryStream stream && stream.TryGetBuffer(out var buffer))
            {
                CryptographicOperations.ZeroMemory(buffer);
            }
        }
    }

    /// <summary>A key's public part.</summary>
    public static VaultPublicKey PublicKey(Response response, VaultObject target)
    {
        try
        {
            var bundle = JsonSerializer.Deserialize(response.Content, VaultJson.Default.KeyBundle);
            if (bundle?.Key is not { Kid: { } kid, N: { } modulus, E: { } exponent, Kty: "RSA" or "RSA-HSM" })
            {
                throw target.Misconfigured("it is no RSA key", target.FixOperations());
            }

            var parameters = new RSAParameters { Modulus = Base64Url.DecodeFromChars(modulus), Exponent = Base64Url.DecodeFromChars(exponent) };
            if (parameters.Modulus.Length * 8 < LeastBits)
            {
                throw target.Misconfigured($"it has {parameters.Modulus.Length * 8} bits", $"It must have at least {LeastBits}: make another");
            }

            return new VaultPublicKey(
                kid[(kid.LastIndexOf('/') + 1)..], parameters, bundle.Attributes?.Enabled ?? true, Time(bundle.Attributes?.NotBefore), Time(bundle.Attributes?.Expires));
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentOutOfRangeException)
        {
            throw target.Passing("answered with what isn't a key", error);
        }
    }

    private static byte[]? Decode(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.String ? DecodePinned(reader.ValueSpan) : null;
            }
        }

        return null;
    }

    // Pinned, so that the collector leaves no copy of an unwrapped data key behind when its owner zeroes it.
    private static byte[] DecodePinned(ReadOnlySpan<byte> encoded)
    {
        Span<byte> decoded = stackalloc byte[MaxResultLength];
        try
        {
            if (Base64Url.DecodeFromUtf8(encoded, decoded, out _, out var length) != OperationStatus.Done)
            {
                throw new FormatException("The result isn't Base64url.");
            }

            var result = GC.AllocateUninitializedArray<byte>(length, pinned: true);
            decoded[..length].CopyTo(result);
            return result;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
        }
    }

    private static DateTimeOffset? Time(long? unixSeconds) => unixSeconds is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
