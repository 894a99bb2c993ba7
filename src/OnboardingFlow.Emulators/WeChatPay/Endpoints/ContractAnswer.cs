namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>A contract.</summary>
internal sealed record ContractAnswer(
    string ContractId,
    string Mchid,
    string OrganizationId,
    string UserId,
    string Openid,
    string ContractState,
    string ContractSignedTime,
    string? ContractTerminatedTime,
    string ContractMode,
    string ContractBankCardFrom);
