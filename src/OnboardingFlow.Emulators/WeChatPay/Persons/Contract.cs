namespace OnboardingFlow.Emulators.WeChatPay.Persons;

/// <summary>A signed contract.</summary>
internal sealed record Contract(
    string ContractId,
    string MchId,
    string OrganizationId,
    string OutUserId,
    string UserId,
    string OpenId,
    string ContractState,
    DateTimeOffset SignedAt,
    DateTimeOffset? TerminatedAt,
    string ContractMode)
{
    internal const string NotContracted = "NOT_CONTRACTED";
    internal const string Contracted = "CONTRACTED";
    internal const string Terminated = "TERMINATED";
}
