namespace OnboardingFlow.Core.Ports;

/// <summary>Error types that decide what a workflow does about a failed activity.</summary>
public static class ErrorTypes
{
    /// <summary>A passing fault (network, throttling, an outage): repeat with back-off.</summary>
    public const string Transient = "Transient";

    /// <summary>The call may or may not have had its effect (timed out or dropped after sending): ask before repeating.</summary>
    public const string ResultUnknown = "ResultUnknown";

    /// <summary>Something that only an operator can put right (key, permission, certificate, setting): park, don't repeat.</summary>
    public const string Configuration = "Configuration";

    /// <summary>
    /// Key Vault doesn't let us use a private key: disabled, expired, deleted or forbidden. Only an operator can put it right, so that signing pauses: park, and look
    /// again from time to time, for nothing that a person did is wrong.
    /// </summary>
    public const string KeyUnavailable = "KeyUnavailable";

    /// <summary>The data key was erased or stored data can't be opened: nothing can be done with this onboarding any more.</summary>
    public const string Unreadable = "Unreadable";
}
