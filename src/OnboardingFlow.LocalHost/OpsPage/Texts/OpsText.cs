using System.Globalization;
using System.Resources;

namespace OnboardingFlow.LocalHost.OpsPage.Texts;

/// <summary>
/// The page's words in the caller's language. The English text is the key; <c>Chinese.resx</c> has the other. The program runs without ICU (invariant
/// globalization), so the file is named outright rather than found by culture.
/// </summary>
internal sealed class OpsText(OpsCall call)
{
    private static readonly ResourceManager Chinese = new("OnboardingFlow.LocalHost.OpsPage.Texts.Chinese", typeof(OpsText).Assembly);

    /// <summary>The text; one that has no translation stays English, which a test forbids for ours.</summary>
    public string this[string english] => In(call.Language, english);

    /// <summary>The text with its places filled in; numbers with thousands.</summary>
    public string this[string english, params ReadOnlySpan<object?> values] => string.Format(CultureInfo.InvariantCulture, this[english], values);

    public static string In(OpsLanguage language, string english) =>
        (language == OpsLanguage.Chinese ? Chinese.GetString(english, CultureInfo.InvariantCulture) : null) ?? english;
}
