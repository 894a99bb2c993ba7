namespace OnboardingFlow.Core.Requests;

/// <summary>How a contract binds a bank card. On the wire: LIMIT_BANK_CARD, PRIORITY_BANK_CARD, LIMIT_NONE.</summary>
public enum ContractMode
{
    /// <summary>LIMIT_NONE: the person chooses freely.</summary>
    LimitNone,

    /// <summary>LIMIT_BANK_CARD: only the named card.</summary>
    LimitBankCard,

    /// <summary>PRIORITY_BANK_CARD: the named card first.</summary>
    PriorityBankCard,
}
