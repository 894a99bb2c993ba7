using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>An answer of Key Vault's.</summary>
internal sealed record VaultAnswer(int Status, byte[] Body, string? RetryAfter = null, string? Code = null)
{
    internal static VaultAnswer Ok<T>(T value, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, type));

    internal static VaultAnswer Error(VaultException e) => new(e.Status, JsonSerializer.SerializeToUtf8Bytes(e.ToBody(), VaultJson.Default.VaultError), Code: e.Code);
}
