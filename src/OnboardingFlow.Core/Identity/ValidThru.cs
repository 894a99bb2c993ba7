using System.Globalization;

namespace OnboardingFlow.Core.Identity;

/// <summary>The month to whose end a card is good, as printed on it: mm/yy.</summary>
internal static class ValidThru
{
    /// <summary>The rule that a value breaks, or null. Whether the month is past is another question: <see cref="IsPast"/>.</summary>
    public static string? Problem(string value) =>
        TryRead(value, out _) ? null : "must be the month and year printed on the card, as mm/yy";

    /// <summary>Whether the month has ended. False when the value isn't one.</summary>
    public static bool IsPast(string value, DateOnly today) => TryRead(value, out var firstDay) && firstDay.AddMonths(1) <= today;

    private static bool TryRead(string value, out DateOnly firstDay)
    {
        firstDay = default;
        if (value.Length != 5 || value[2] != '/' || !value.AsSpan(0, 2).ContainsOnlyDigits() || !value.AsSpan(3, 2).ContainsOnlyDigits())
        {
            return false;
        }

        var month = int.Parse(value.AsSpan(0, 2), CultureInfo.InvariantCulture);
        if (month is < 1 or > 12)
        {
            return false;
        }

        firstDay = new DateOnly(2000 + int.Parse(value.AsSpan(3, 2), CultureInfo.InvariantCulture), month, 1);
        return true;
    }
}
