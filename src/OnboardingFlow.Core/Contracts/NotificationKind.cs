namespace OnboardingFlow.Core.Contracts;

/// <summary>What a notification turned out to be.</summary>
public enum NotificationKind
{
    /// <summary>Somebody's contract changed (a hint: only the query says what is true).</summary>
    ContractChanged,

    /// <summary>The answer to a self-test.</summary>
    SecurityEcho,

    /// <summary>Authentic, of a type that means nothing here: answered 204 and counted.</summary>
    UnknownType,

    /// <summary>The signature doesn't hold: answered 401.</summary>
    Unauthentic,

    /// <summary>Authentic, but its content can't be decrypted or read: answered 400, so that WeChat Pay sends it again.</summary>
    Unreadable,
}
