namespace OnboardingFlow.LocalHost.OpsPage.Shared;

/// <summary>The API's small words as a page shows them.</summary>
internal static class Words
{
    /// <summary>With a capital letter; blanks for underscores.</summary>
    public static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' ');
}
