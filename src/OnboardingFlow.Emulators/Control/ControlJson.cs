using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OnboardingFlow.Emulators.KeyVault;
using OnboardingFlow.Emulators.WeChatPay;
using OnboardingFlow.Emulators.WeChatPay.Control;
using OnboardingFlow.Emulators.WeChatPay.Notifications;
using OnboardingFlow.Emulators.WeChatPay.Persons;

namespace OnboardingFlow.Emulators.Control;

/// <summary>The control API's JSON: snake_case, unknown fields refused.</summary>
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
[JsonSerializable(typeof(IReadOnlyList<NotificationView>))]
[JsonSerializable(typeof(IReadOnlyList<VaultCall>))]
[JsonSerializable(typeof(IReadOnlyList<VerificationKey>))]
[JsonSerializable(typeof(IReadOnlyList<WeChatPayCallEntry>))]
[JsonSerializable(typeof(MerchantBody))]
[JsonSerializable(typeof(NotificationView))]
[JsonSerializable(typeof(OrganizationBody))]
[JsonSerializable(typeof(SettingsBody))]
[JsonSerializable(typeof(SignBody))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(UserView))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    private static readonly JsonSerializerOptions Written = new()
    {
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<SigningKeyKind>(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The context with these options (the generated <c>Default</c> can't carry an encoder).</summary>
    internal static ControlJson Wire { get; } = new(new JsonSerializerOptions(Written));
}
