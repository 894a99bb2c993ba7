namespace OnboardingFlow.Integrations.Events;

/// <summary>The part of section <c>Onboarding</c> that says where a sender's <c>notify_url</c> may point.</summary>
public sealed class NotifyUrlOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Onboarding";

    /// <summary>Permits private addresses, and http on loopback. Otherwise https to public addresses only.</summary>
    public bool AllowPrivateNotifyUrl { get; set; }
}
