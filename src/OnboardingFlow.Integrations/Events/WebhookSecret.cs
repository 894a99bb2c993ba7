using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Integrations.Events;

/// <summary>Reads secrets as Standard Webhooks 1.0 writes them (section "Signature scheme"): <c>whsec_</c> and Base64 of 24 to 64 random bytes.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";

    /// <summary>The key's bytes.</summary>
    /// <exception cref="ActivityException">It isn't such a secret.</exception>
    public static byte[] Parse(Sensitive secret, string name)
    {
        var text = secret.Reveal();
        var key = new byte[64];
        var base64 = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        if (!Convert.TryFromBase64String(base64, key, out var length) || length < 24)
        {
            throw new ActivityException(
                ErrorTypes.Configuration, $"Secret '{name}' (Webhook:SecretName) must be '{Prefix}' and Base64 of 24 to 64 random bytes; its value isn't.");
        }

        return key[..length];
    }
}
