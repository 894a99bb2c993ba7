using System.Globalization;
using System.Text;

namespace OnboardingFlow.Core.Identity;

/// <summary>A person's name as an identity card shows it: Chinese (with a middle dot between the parts of a minority's or a transcribed name) or Latin.</summary>
internal static class PersonName
{
    public const int MaxCharacters = 64;

    // The middle dot of the cards is U+00B7; keyboards also give U+2022, U+2027 and U+30FB.
    private const string Joiners = " ·•‧・'’-.";

    /// <summary>The rule that a name breaks, or null.</summary>
    public static string? Problem(string value)
    {
        var runes = value.EnumerateRunes().ToList();
        if (runes.Count is 0 or > MaxCharacters)
        {
            return $"must be 1 to {MaxCharacters} characters";
        }

        if (runes.Any(Rune.IsControl))
        {
            return "must not hold control characters (line breaks, tabs)";
        }

        if (!runes.All(rune => IsLetter(rune) || IsJoiner(rune)))
        {
            return "must be Chinese characters (with · between parts) or Latin letters, spaces, apostrophes, hyphens and full stops";
        }

        return IsLetter(runes[0]) && (IsLetter(runes[^1]) || runes[^1].Value == '.') ? null : "must begin and end with a letter: remove spaces and signs around it";
    }

    private static bool IsJoiner(Rune rune) => rune.IsBmp && Joiners.Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsLetter(Rune rune) => IsHan(rune.Value) || (IsLatin(rune.Value) && Rune.IsLetter(rune)) || IsAccent(rune);

    private static bool IsHan(int value) =>
        value is 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);

    private static bool IsLatin(int value) => value is < 0x0250 or (>= 0x1E00 and <= 0x1EFF);

    private static bool IsAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
}
