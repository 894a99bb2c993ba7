namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>The plaintext of a changed contract. The state itself is never in it.</summary>
internal sealed record StateChange(
    string UserId,
    string OutUserId,
    string OrganizationId,
    string MchId,
    string NotifyCreateTime,
    string Appid,
    string Openid,
    string? ContractId);
