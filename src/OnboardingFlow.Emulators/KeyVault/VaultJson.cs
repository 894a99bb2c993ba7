using System.Text.Json.Serialization;
using OnboardingFlow.Emulators.KeyVault.Keys;
using OnboardingFlow.Emulators.KeyVault.Secrets;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>Key Vault's JSON; each property says its own name.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateKeyBody))]
[JsonSerializable(typeof(CryptoAnswer))]
[JsonSerializable(typeof(CryptoBody))]
[JsonSerializable(typeof(ImportKeyBody))]
[JsonSerializable(typeof(KeyBundle))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(SecretBundle))]
[JsonSerializable(typeof(SecretList))]
[JsonSerializable(typeof(SetSecretBody))]
[JsonSerializable(typeof(UpdateKeyBody))]
[JsonSerializable(typeof(UpdateSecretBody))]
[JsonSerializable(typeof(VaultError))]
[JsonSerializable(typeof(VerifyAnswer))]
[JsonSerializable(typeof(VerifyBody))]
internal sealed partial class VaultJson : JsonSerializerContext;
