namespace OnboardingFlow.Core.Requests;

/// <summary>The words of a request's enumerations.</summary>
internal static class RequestWords
{
    public static readonly WireWords<ContractMode> ContractModes = new(
        ("LIMIT_BANK_CARD", ContractMode.LimitBankCard), ("PRIORITY_BANK_CARD", ContractMode.PriorityBankCard), ("LIMIT_NONE", ContractMode.LimitNone));

    public static readonly WireWords<IdentityVerification> IdentityVerifications = new(("none", IdentityVerification.None), ("external", IdentityVerification.External));

    public static readonly WireWords<Restart> Restarts = new(("never", Restart.Never), ("if_ended", Restart.IfEnded), ("force", Restart.Force));

    // One of WeChat Pay's documents spells STAFF as STUFF.
    public static readonly WireWords<UserType> UserTypes = new(("STUDENT", UserType.Student), ("STAFF", UserType.Staff))
    {
        Aliases = new Dictionary<string, UserType>(StringComparer.Ordinal) { ["STUFF"] = UserType.Staff },
    };
}
