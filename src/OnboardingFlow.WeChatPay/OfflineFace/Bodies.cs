using System.Text.Json.Serialization;

namespace OnboardingFlow.WeChatPay.OfflineFace;

// The bodies sent to the offline-face endpoints. Members marked "encrypted" hold RSA-OAEP ciphertext in Base64, never clear text.

/// <summary>Presign.</summary>
internal sealed record PresignBodyJson(string BusinessName, FacepayUserJson FacepayUser, LimitBankCardJson? LimitBankCard, string ContractMode);

/// <summary>The person; name, identity number and phone encrypted.</summary>
internal sealed record FacepayUserJson(
    string OutUserId, string? IdentificationName, string OrganizationId, IdentificationJson? Identification, string? Phone);

/// <summary>An identity document; its number encrypted.</summary>
internal sealed record IdentificationJson(string IdentificationType, string IdentificationNumber);

/// <summary>The bank card; number, name, identity number and phone encrypted, <c>valid_thru</c> and <c>bank_type</c> in clear as WeChat Pay wants them.</summary>
internal sealed record LimitBankCardJson(
    string BankCardNumber, string? IdentificationName, IdentificationJson? Identification, string? ValidThru, string? BankType, string? Phone);

/// <summary>A token for the mini-program.</summary>
internal sealed record TokenBodyJson(string Scene, WebInitDataJson WebInitData);

/// <summary>For whom the token is.</summary>
internal sealed record WebInitDataJson(string OutUserId, string OrganizationId);

/// <summary>Whose debt is to be repaid.</summary>
internal sealed record RepaymentBodyJson(string OutUserId, string OrganizationId);

/// <summary>Changes of a user; name and phone encrypted; what is null stays as it is.</summary>
internal sealed record UserPatchJson(string? UserName, string? Phone, string? UserType, StudentInfo? StudentInfo, StaffInfo? StaffInfo, string? Status);

/// <summary>All bodies and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 16,
    Converters = [typeof(TolerantTextConverter), typeof(SensitiveConverter)])]
[JsonSerializable(typeof(OrganizationAnswer))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(PresignAnswer))]
[JsonSerializable(typeof(ContractAnswer))]
[JsonSerializable(typeof(RepaymentAnswer))]
[JsonSerializable(typeof(FaceCollection))]
[JsonSerializable(typeof(FaceCollectionPage))]
[JsonSerializable(typeof(PresignBodyJson))]
[JsonSerializable(typeof(TokenBodyJson))]
[JsonSerializable(typeof(RepaymentBodyJson))]
[JsonSerializable(typeof(UserPatchJson))]
internal sealed partial class OfflineFaceJson : JsonSerializerContext;
