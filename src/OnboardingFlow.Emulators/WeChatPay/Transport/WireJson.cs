using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OnboardingFlow.Emulators.WeChatPay.Endpoints;
using OnboardingFlow.Emulators.WeChatPay.Notifications;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>APIv3's JSON: snake_case, Chinese as it is, absent instead of null.</summary>
[JsonSerializable(typeof(CertificateList))]
[JsonSerializable(typeof(ContractAnswer))]
[JsonSerializable(typeof(EchoAnswer))]
[JsonSerializable(typeof(EchoCallback))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(FaceCollection))]
[JsonSerializable(typeof(FaceCollectionList))]
[JsonSerializable(typeof(NotificationBody))]
[JsonSerializable(typeof(OrganizationAnswer))]
[JsonSerializable(typeof(PresignAnswer))]
[JsonSerializable(typeof(RepaymentAnswer))]
[JsonSerializable(typeof(StateChange))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(UserAnswer))]
internal sealed partial class WireJson : JsonSerializerContext
{
    private static readonly JsonSerializerOptions Written = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>The context with these options (the generated <c>Default</c> can't carry an encoder).</summary>
    internal static WireJson Wire { get; } = new(new JsonSerializerOptions(Written));
}
