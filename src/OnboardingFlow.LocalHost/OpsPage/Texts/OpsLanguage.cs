namespace OnboardingFlow.LocalHost.OpsPage.Texts;

/// <summary>The page's languages.</summary>
internal enum OpsLanguage
{
    /// <summary>English.</summary>
    English,

    /// <summary>Simplified Chinese.</summary>
    Chinese,
}
