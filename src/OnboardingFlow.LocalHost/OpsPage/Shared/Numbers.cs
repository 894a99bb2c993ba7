using System.Globalization;
using OnboardingFlow.LocalHost.OpsPage.Texts;

namespace OnboardingFlow.LocalHost.OpsPage.Shared;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    /// <summary>With thousands apart.</summary>
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>To one decimal.</summary>
    public static string Of(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A length in SVG's units.</summary>
    public static string Svg(double length) => length.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A time span in its two biggest units.</summary>
    public static string Of(TimeSpan span, OpsText text) => span switch
    {
        { TotalDays: >= 1 } => text["{0} d {1} h", (int)span.TotalDays, span.Hours],
        { TotalHours: >= 1 } => text["{0} h {1} min", (int)span.TotalHours, span.Minutes],
        { TotalMinutes: >= 1 } => text["{0} min {1} s", (int)span.TotalMinutes, span.Seconds],
        { TotalSeconds: >= 1 } => text["{0} s", Of(span.TotalSeconds)],
        _ => text["{0} ms", Math.Max(0, (int)span.TotalMilliseconds)],
    };
}
