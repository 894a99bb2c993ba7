using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Requests;

/// <summary>The bank card that the contract is limited to, or prefers. Its holder may be another person (a parent).</summary>
/// <param name="BankCardNumber">12 to 19 digits.</param>
/// <param name="IdentificationName">The holder's name.</param>
/// <param name="Identification">The holder's identity document.</param>
/// <param name="ValidThru">mm/yy; needed by some banks only. WeChat Pay takes it unencrypted; here it is sealed like the rest of the card.</param>
/// <param name="BankType">WeChat Pay's name of bank and card kind, e.g. <c>ICBC_DEBIT</c>.</param>
/// <param name="Phone">The holder's phone, 11 digits.</param>
public sealed record LimitBankCard(
    Sensitive BankCardNumber,
    Sensitive? IdentificationName = null,
    Identification? Identification = null,
    Sensitive? ValidThru = null,
    string? BankType = null,
    Sensitive? Phone = null);
