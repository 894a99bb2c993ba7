namespace OnboardingFlow.Core.Requests;

/// <summary>The body of WeChat Pay's <c>POST /v3/offlineface/contracts/presign</c>, field for field, in clear.</summary>
/// <param name="BusinessName">Required, e.g. "K12".</param>
/// <param name="FacepayUser">Required: the person.</param>
/// <param name="LimitBankCard">The bank card; required for <see cref="Requests.ContractMode.LimitBankCard"/> and <see cref="Requests.ContractMode.PriorityBankCard"/>.</param>
/// <param name="ContractMode">How the contract binds a bank card.</param>
public sealed record PresignBody(string BusinessName, FacepayUser FacepayUser, LimitBankCard? LimitBankCard, ContractMode ContractMode);
