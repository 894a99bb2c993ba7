using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace OnboardingFlow.Core;

/// <summary>Lengths of time as people and programs write them.</summary>
public static partial class DurationText
{
    private const int MaxLength = 40;

    /// <summary>Reads an ISO 8601 duration of weeks, or of days, hours, minutes and seconds (<c>PT72H</c>, <c>P3DT12H</c>). Years and months are refused: they have no fixed length.</summary>
    public static bool TryParseIso(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = default;
        if (text.Length > MaxLength)
        {
            return false;
        }

        try
        {
            if (Weeks().Match(text) is { Success: true } weeks)
            {
                duration = TimeSpan.FromDays(7 * int.Parse(weeks.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
                return true;
            }

            if (!DaysToSeconds().IsMatch(text))
            {
                return false;
            }

            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads a duration of the configuration: ISO 8601, or hours, minutes and seconds with or without days before (<c>72:00:00</c>, <c>3.00:00:00</c>).
    /// </summary>
    /// <remarks>Hours may exceed 23: .NET would silently read <c>72:00:00</c> as 72 days.</remarks>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        if (TryParseIso(text, out duration))
        {
            return true;
        }

        if (text.Length <= MaxLength && HoursMinutesSeconds().Match(text) is { Success: true } match)
        {
            var days = match.Groups["days"] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
            var seconds = decimal.Parse(match.Groups["seconds"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            duration = new TimeSpan(
                days,
                int.Parse(match.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture),
                int.Parse(match.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture),
                0) + TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
            return true;
        }

        return false;
    }

    [GeneratedRegex(@"^P([0-9]{1,6})W\z", RegexOptions.CultureInvariant)]
    private static partial Regex Weeks();

    [GeneratedRegex(@"^P(?=.)([0-9]{1,9}D)?(T(?=[0-9])([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,9}(\.[0-9]{1,7})?S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DaysToSeconds();

    [GeneratedRegex(@"^((?<days>[0-9]{1,6})\.)?(?<hours>[0-9]{1,5}):(?<minutes>[0-5][0-9]):(?<seconds>[0-5][0-9](\.[0-9]{1,7})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex HoursMinutesSeconds();
}
