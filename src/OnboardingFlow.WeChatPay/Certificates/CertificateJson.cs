using System.Text.Json.Serialization;
using OnboardingFlow.WeChatPay.Notifications;
using OnboardingFlow.WeChatPay.OfflineFace;

namespace OnboardingFlow.WeChatPay.Certificates;

/// <summary><c>GET /v3/certificates</c>.</summary>
internal sealed record CertificateList(IReadOnlyList<CertificateItem?>? Data);

/// <summary>One platform certificate, its PEM encrypted under the APIv3 key.</summary>
internal sealed record CertificateItem(string? SerialNo, EncryptedResource? EncryptCertificate);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 16, Converters = [typeof(TolerantTextConverter)])]
[JsonSerializable(typeof(CertificateList))]
internal sealed partial class CertificateJson : JsonSerializerContext;
