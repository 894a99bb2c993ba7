namespace OnboardingFlow.Integrations.Events;

/// <summary>Section <c>Webhook</c>: where events go by HTTP besides the queue.</summary>
public sealed class WebhookOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Webhook";

    /// <summary>Address for events whose request names no <c>notify_url</c>: https, or http on loopback. Empty: none. The operator's own, so it may be private.</summary>
    public string? Url { get; set; }

    /// <summary>Name of the Key Vault secret that events are signed with: <c>whsec_</c> and Base64 of 24 to 64 bytes. Needed wherever a webhook is called.</summary>
    public string? SecretName { get; set; }

    internal Uri? Address => string.IsNullOrWhiteSpace(Url) ? null : new Uri(Url);
}
