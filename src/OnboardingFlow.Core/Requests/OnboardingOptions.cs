namespace OnboardingFlow.Core.Requests;

/// <summary>The <c>options</c> of a request.</summary>
public sealed record OnboardingOptions
{
    /// <summary>No options.</summary>
    public static OnboardingOptions None { get; } = new();

    /// <summary>When given, WeChat Pay's name of the organization must be exactly this.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>Overrides <c>WeChatPay:AppId</c> for the contract query.</summary>
    public string? AppId { get; init; }

    /// <summary>How long to wait for the signature; null means <c>Onboarding:Deadline</c>.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether the external verifier is asked.</summary>
    public IdentityVerification IdentityVerification { get; init; }

    /// <summary>The person's (or guardian's) consent.</summary>
    public Consent? Consent { get; init; }

    /// <summary>What the provider's mini-program hands over to WeChat Pay's.</summary>
    public MiniProgramUser? MiniProgram { get; init; }

    /// <summary>Where events about this onboarding go by HTTP, in place of <c>Webhook:Url</c>.</summary>
    public Uri? NotifyUrl { get; init; }

    /// <summary>What to do when an onboarding of this person has ended.</summary>
    public Restart Restart { get; init; }
}
