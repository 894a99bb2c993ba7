using System.Globalization;

namespace OnboardingFlow.Core.Requests;

/// <summary>Rules of form for plain texts and identifiers.</summary>
internal static class TextRules
{
    /// <summary>The rule that a text of one line breaks, or null.</summary>
    public static string? Problem(string value, int maxCharacters)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return "must not be empty";
        }

        if (value.Any(char.IsControl))
        {
            return "must not hold control characters (line breaks, tabs)";
        }

        return new StringInfo(value).LengthInTextElements > maxCharacters || value.Length > 2 * maxCharacters ? $"must be at most {maxCharacters} characters" : null;
    }

    /// <summary>The rule that an identifier of ASCII letters, digits and some signs breaks, or null.</summary>
    public static string? IdentifierProblem(string value, int maxCharacters, string signs) =>
        value.Length is 0 || value.Length > maxCharacters || !value.All(character => char.IsAsciiLetterOrDigit(character) || signs.Contains(character, StringComparison.Ordinal))
            ? $"must be 1 to {maxCharacters} letters, digits{(signs.Length == 0 ? "" : " and any of " + string.Join(' ', signs.AsEnumerable()))}"
            : null;
}
