using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.Seeding;

/// <summary>The settings that LocalHost needs to use the emulators, in .NET's configuration JSON.</summary>
internal sealed record LocalHostSettings(LocalHostSettings.WeChatPaySection WeChatPay, LocalHostSettings.KeyVaultSection KeyVault, LocalHostSettings.WebhookSection Webhook)
{
    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, LocalHostSettingsJson.Written.LocalHostSettings);

    internal sealed record WeChatPaySection(
        Uri BaseAddress, Uri StandbyAddress, string MchId, string AppId, IReadOnlyList<MerchantKey> MerchantKeys, IReadOnlyList<PublicKey> PublicKeys);

    internal sealed record MerchantKey(string Serial, string KeyVersion, DateTimeOffset From);

    internal sealed record PublicKey(string Serial, string Pem);

    internal sealed record KeyVaultSection(
        Uri Address, string SigningKey, string SealingKey, string ApiV3KeySecret, string FingerprintSecret, string Credential, string TrustedCertificateFile);

    internal sealed record WebhookSection(string SecretName);
}

[JsonSerializable(typeof(LocalHostSettings))]
internal sealed partial class LocalHostSettingsJson : JsonSerializerContext
{
    /// <summary>For people: indented, PEM's plus signs as they are.</summary>
    internal static LocalHostSettingsJson Written { get; } =
        new(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true });
}
