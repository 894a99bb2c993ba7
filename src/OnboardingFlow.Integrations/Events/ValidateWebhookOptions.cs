using Microsoft.Extensions.Options;

namespace OnboardingFlow.Integrations.Events;

internal sealed class ValidateWebhookOptions : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Url))
        {
            return ValidateOptionsResult.Success;
        }

        if (HttpAddress.ErrorOf("Webhook:Url", options.Url) is { } error)
        {
            return ValidateOptionsResult.Fail(error);
        }

        return string.IsNullOrWhiteSpace(options.SecretName)
            ? ValidateOptionsResult.Fail("Webhook:SecretName is missing: with Webhook:Url set it names the Key Vault secret that events are signed with.")
            : ValidateOptionsResult.Success;
    }
}
