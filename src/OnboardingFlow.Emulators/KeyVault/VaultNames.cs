using System.Text.RegularExpressions;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>Names of keys and secrets: letters, digits and hyphens.</summary>
internal static partial class VaultNames
{
    /// <exception cref="VaultException">400.</exception>
    internal static void Require(string name)
    {
        if (!Pattern().IsMatch(name))
        {
            throw VaultException.BadParameter($"the name {name} must be 1 to 127 letters, digits and hyphens");
        }
    }

    [GeneratedRegex(@"\A[0-9a-zA-Z-]{1,127}\z")]
    private static partial Regex Pattern();
}
