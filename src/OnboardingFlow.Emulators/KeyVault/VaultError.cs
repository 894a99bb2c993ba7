using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>Key Vault's error body.</summary>
internal sealed record VaultError([property: JsonPropertyName("error")] VaultErrorInfo Error);

/// <summary>Code and message.</summary>
internal sealed record VaultErrorInfo(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("innererror")] VaultInnerError? InnerError);

/// <summary>The finer code.</summary>
internal sealed record VaultInnerError([property: JsonPropertyName("code")] string Code);
