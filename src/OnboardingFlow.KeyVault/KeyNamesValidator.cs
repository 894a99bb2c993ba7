using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault;

/// <summary>Names as Key Vault takes them: 1 to 127 letters, digits and hyphens (Key Vault REST reference, "Object identifiers").</summary>
internal sealed partial class KeyNamesValidator : IValidateOptions<KeyNames>
{
    public ValidateOptionsResult Validate(string? name, KeyNames options)
    {
        (string Setting, string Value)[] settings =
        [
            (nameof(KeyNames.SigningKey), options.SigningKey),
            (nameof(KeyNames.SealingKey), options.SealingKey),
            (nameof(KeyNames.ApiV3KeySecret), options.ApiV3KeySecret),
            (nameof(KeyNames.FingerprintSecret), options.FingerprintSecret),
        ];
        var faults = settings
            .Where(setting => !VaultName().IsMatch(setting.Value))
            .Select(setting => $"{KeyNames.Section}:{setting.Setting} is '{setting.Value}': must be 1 to 127 letters, digits and hyphens")
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    [GeneratedRegex(@"\A[0-9A-Za-z-]{1,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VaultName();
}
