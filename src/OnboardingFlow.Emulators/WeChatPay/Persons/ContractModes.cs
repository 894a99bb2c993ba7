namespace OnboardingFlow.Emulators.WeChatPay.Persons;

/// <summary>The values of <c>contract_mode</c>.</summary>
internal static class ContractModes
{
    internal const string LimitBankCard = "LIMIT_BANK_CARD";
    internal const string PriorityBankCard = "PRIORITY_BANK_CARD";
    internal const string LimitNone = "LIMIT_NONE";

    internal static readonly string[] All = [LimitBankCard, LimitNone, PriorityBankCard];

    /// <summary>Where the card of a contract comes from.</summary>
    internal static string CardFrom(string mode) => mode == LimitBankCard ? "MERCHANT_LIMITED_BANK_CARD" : "USER_SELECT_FREE";
}
