using System.Text.Json.Serialization;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.WeChatPay.OfflineFace;

// The answers of the offline-face endpoints, member for member. Any member may be missing, null or of a value that isn't known here.

/// <summary><c>GET /v3/offlinefacemch/organizations</c>.</summary>
internal sealed record OrganizationAnswer(string? OrganizationId, string? OrganizationName);

/// <summary><c>GET …/users/out-user-id/{out_user_id}</c>. <paramref name="UserName"/> is still encrypted to the merchant's key.</summary>
internal sealed record UserAnswer(
    string? UserId,
    [property: JsonPropertyName("use_id")] string? UseId,
    string? OutUserId,
    string? OrganizationId,
    Sensitive? UserName,
    string? UserType,
    StudentInfo? StudentInfo,
    StaffInfo? StaffInfo,
    string? Status,
    string? ContractState,
    string? FaceImageOk,
    string? ContractId);

/// <summary>A student's part of a user.</summary>
internal sealed record StudentInfo(string? ClassName);

/// <summary>A staff member's part of a user.</summary>
internal sealed record StaffInfo(string? Occupation);

/// <summary><c>POST /v3/offlinefacemch/tokens</c>.</summary>
internal sealed record TokenAnswer(Sensitive? Token);

/// <summary><c>POST /v3/offlineface/contracts/presign</c>.</summary>
internal sealed record PresignAnswer(Sensitive? PresignToken);

/// <summary><c>GET /v3/offlineface/contracts/{contract_id}</c>.</summary>
internal sealed record ContractAnswer(
    string? ContractId,
    [property: JsonPropertyName("mchid")] string? MchId,
    string? OrganizationId,
    string? UserId,
    [property: JsonPropertyName("use_id")] string? UseId,
    [property: JsonPropertyName("openid")] Sensitive? OpenId,
    string? ContractState,
    string? ContractSignedTime,
    string? ContractTerminatedTime,
    string? ContractMode,
    string? ContractBankCardFrom);

/// <summary><c>POST /v3/offlineface/repayment-url</c>. Whoever holds the address can act for the person.</summary>
internal sealed record RepaymentAnswer(Sensitive? RepaymentUrl, string? ExpireAt);

/// <summary>One request to take a photo again.</summary>
internal sealed record FaceCollection(
    string? CollectionId,
    string? UserId,
    [property: JsonPropertyName("use_id")] string? UseId,
    string? OrganizationId,
    string? CollectionState,
    string? RegisterPhotoUploadTime,
    string? ConfirmTime);

/// <summary><c>GET /v3/offlineface/face-collections</c>.</summary>
internal sealed record FaceCollectionPage(IReadOnlyList<FaceCollection?>? FaceCollections);
