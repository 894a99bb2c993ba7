using System.Globalization;
using Azure;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>How long an answer asks to wait: <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3), or Azure's millisecond forms of it.</summary>
internal static class RetryAfter
{
    private static readonly string[] MillisecondHeaders = ["retry-after-ms", "x-ms-retry-after-ms"];

    /// <summary>Zero when it doesn't say, or nonsense.</summary>
    public static TimeSpan Of(Response response, DateTimeOffset now)
    {
        foreach (var header in MillisecondHeaders)
        {
            if (response.Headers.TryGetValue(header, out var value) && Number(value) is { } milliseconds)
            {
                return TimeSpan.FromMilliseconds(milliseconds);
            }
        }

        if (!response.Headers.TryGetValue("Retry-After", out var text))
        {
            return TimeSpan.Zero;
        }

        if (Number(text) is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now
            ? date - now
            : TimeSpan.Zero;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
