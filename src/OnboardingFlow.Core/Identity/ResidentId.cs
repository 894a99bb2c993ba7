using System.Collections.Frozen;
using System.Globalization;

namespace OnboardingFlow.Core.Identity;

/// <summary>
/// A resident identity number by GB 11643-1999: six digits of region, eight of birth date, three of sequence, and a check character
/// (ISO 7064 MOD 11-2, <c>X</c> for ten).
/// </summary>
/// <param name="BirthDate">The person's birth date.</param>
internal sealed record ResidentId(DateOnly BirthDate)
{
    private const int Length = 18;
    private const int OldLength = 15;
    private const string CheckCharacters = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    // GB/T 2260: the 34 provinces, municipalities, autonomous regions and special administrative regions.
    private static readonly FrozenSet<string> Provinces = FrozenSet.Create(
        StringComparer.Ordinal,
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82");

    /// <summary>Reads a number, or says which rule it breaks, without showing it.</summary>
    public static ResidentId? Read(string value, DateOnly today, out string? problem)
    {
        problem = ProblemOfShape(value);
        if (problem is not null)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthDate))
        {
            problem = "has a birth date (characters 7 to 14) that is no day of the calendar: check the number against the card";
        }
        else if (birthDate > today)
        {
            problem = "has a birth date (characters 7 to 14) in the future: check the number against the card";
        }
        else if (value[^1] != CheckCharacter(value))
        {
            problem = "has a wrong check character (the last): a digit was mistyped or two were swapped; check the number against the card";
        }

        return problem is null ? new ResidentId(birthDate) : null;
    }

    private static string? ProblemOfShape(string value)
    {
        if (value.Length == OldLength && value.All(char.IsAsciiDigit))
        {
            return "is a 15-digit number of the first generation, which is no longer valid: give the 18 characters of the present card";
        }

        if (value.Length != Length || !value.AsSpan(0, Length - 1).ContainsOnlyDigits() || !(char.IsAsciiDigit(value[^1]) || value[^1] is 'X' or 'x'))
        {
            return "must be 18 characters: 17 digits and a digit or X";
        }

        if (value[^1] == 'x')
        {
            return "must be written with an upper-case X";
        }

        return Provinces.Contains(value[..2]) ? null : "begins with a code that is none of the 34 provinces: check the number against the card";
    }

    private static char CheckCharacter(string value)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * (value[i] - '0');
        }

        return CheckCharacters[sum % 11];
    }
}
