using OnboardingFlow.Core.Identity;

namespace OnboardingFlow.Core;

/// <summary>Configuration section <c>Onboarding</c>. Durations are read by <see cref="DurationText.TryParse"/>.</summary>
public sealed class OnboardingSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Onboarding";

    /// <summary>Longest time that a person may be given to sign.</summary>
    public static TimeSpan MaxDeadline { get; } = TimeSpan.FromDays(30);

    /// <summary>How long a person has to sign when the request doesn't say; at most <see cref="MaxDeadline"/>.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromHours(72);

    /// <summary>Distance between the first two looks at the contract state.</summary>
    public TimeSpan PollMin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest distance between two looks.</summary>
    public TimeSpan PollMax { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long to wait for a reviewer's decision.</summary>
    public TimeSpan ReviewTimeout { get; set; } = TimeSpan.FromHours(72);

    /// <summary>How long a run stays parked before it fails.</summary>
    public TimeSpan AttentionTimeout { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long after the end the person's data is erased.</summary>
    public TimeSpan EraseAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whether a request must carry a consent.</summary>
    public bool RequireConsent { get; set; }

    /// <summary>What a wrong check digit of a card leads to.</summary>
    public CardChecksum CardChecksum { get; set; }

    /// <summary>Address of the external identity verifier, or null.</summary>
    public Uri? VerifierUrl { get; set; }

    /// <summary>Whether <c>notify_url</c> may be a private address (and http, on loopback).</summary>
    public bool AllowPrivateNotifyUrl { get; set; }

    /// <summary>Bank types that are refused where the contract would be limited to the card. Written as a list or separated by commas.</summary>
    public IReadOnlyList<string> UnsupportedBankTypes { get; set; } = [];

    internal IdentityPolicy IdentityPolicy => new(RequireConsent, CardChecksum, UnsupportedBankTypes);
}
