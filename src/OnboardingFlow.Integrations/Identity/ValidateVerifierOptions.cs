using Microsoft.Extensions.Options;

namespace OnboardingFlow.Integrations.Identity;

internal sealed class ValidateVerifierOptions : IValidateOptions<VerifierOptions>
{
    public ValidateOptionsResult Validate(string? name, VerifierOptions options) =>
        !string.IsNullOrWhiteSpace(options.VerifierUrl) && HttpAddress.ErrorOf("Onboarding:VerifierUrl", options.VerifierUrl) is { } error
            ? ValidateOptionsResult.Fail(error)
            : ValidateOptionsResult.Success;
}
