using System.Text.RegularExpressions;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>WeChat Pay's error texts may repeat what was sent. Digits and quoted values are masked before anybody sees them.</summary>
internal static partial class MaskedText
{
    private const int MaxLength = 256;

    /// <summary>The text without digits, quoted values and control characters, cut to 256 characters; null stays null.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // Cut before masking, so that a long text costs little; a value cut in two loses its closing quote and is masked to the end.
        var masked = Digits().Replace(Quoted().Replace(text.Length <= MaxLength ? text : text[..MaxLength], "***"), "*");
        return Control().Replace(masked, " ");
    }

    [GeneratedRegex("""["“”„«「『《‘’'`\[【(（][^"“”„«»」』》‘’'`\]】)）]*(["”“»」』》’‘'`\]】)）]|$)""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\p{Nd}+[Xx]?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\p{C}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Control();
}
