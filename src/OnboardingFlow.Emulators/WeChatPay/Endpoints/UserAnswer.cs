namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>A user; the name is encrypted to the merchant's key.</summary>
internal sealed record UserAnswer(
    string UserId,
    string OutUserId,
    string OrganizationId,
    string? UserName,
    string UserType,
    StudentInfo? StudentInfo,
    StaffInfo? StaffInfo,
    string Status,
    string ContractState,
    bool FaceImageOk,
    string? ContractId);

/// <summary>What a student has.</summary>
internal sealed record StudentInfo(string ClassName);

/// <summary>What a member of staff has.</summary>
internal sealed record StaffInfo(string Occupation);
