namespace OnboardingFlow.Core.Workflow;

/// <summary>Stable words for why an onboarding ended; identity checks and WeChat Pay add their own.</summary>
public static class OutcomeCodes
{
    /// <summary>Rejected: WeChat Pay knows no such organization.</summary>
    public const string OrganizationNotFound = "ORGANIZATION_NOT_FOUND";

    /// <summary>Rejected: the organization has another name.</summary>
    public const string OrganizationNameMismatch = "ORGANIZATION_NAME_MISMATCH";

    /// <summary>Rejected: WeChat Pay has disabled the person.</summary>
    public const string UserDisabled = "USER_DISABLED";

    /// <summary>Rejected: the external verifier says no and gives no code of its own.</summary>
    public const string VerificationFailed = "VERIFICATION_FAILED";

    /// <summary>Rejected: a reviewer said no.</summary>
    public const string ReviewRejected = "REVIEW_REJECTED";

    /// <summary>Expired: nobody reviewed in time.</summary>
    public const string ReviewTimedOut = "REVIEW_TIMED_OUT";

    /// <summary>Rejected: the contract isn't the one that was asked for.</summary>
    public const string ContractMismatch = "CONTRACT_MISMATCH";

    /// <summary>Expired: the person didn't sign in time.</summary>
    public const string DeadlinePassed = "DEADLINE_PASSED";

    /// <summary>Cancelled: the provider asked for it.</summary>
    public const string CancelledOnRequest = "CANCELLED_ON_REQUEST";

    /// <summary>Cancelled, but the contract stands: the caller didn't ask to terminate it.</summary>
    public const string ContractStands = "CONTRACT_STANDS";

    /// <summary>Cancelled, but the contract stands: WeChat Pay won't release a person in debt before repayment.</summary>
    public const string RepaymentNeeded = "REPAYMENT_NEEDED";

    /// <summary>Cancelled, but the contract stands: WeChat Pay refused to end it.</summary>
    public const string ContractNotReleased = "CONTRACT_NOT_RELEASED";

    /// <summary>Cancelled: the person signed and ended the contract again.</summary>
    public const string TerminatedByPerson = "TERMINATED_BY_PERSON";

    /// <summary>Failed: parked for too long.</summary>
    public const string AttentionTimedOut = "ATTENTION_TIMED_OUT";

    /// <summary>Failed: the sealed data can't be opened any more.</summary>
    public const string DataUnreadable = "DATA_UNREADABLE";

    /// <summary>Failed: a fault that no code handled; an operator may rewind.</summary>
    public const string UnhandledFault = "UNHANDLED_FAULT";

    /// <summary>Terminated by an operator.</summary>
    public const string TerminatedByOperator = "TERMINATED_BY_OPERATOR";
}
