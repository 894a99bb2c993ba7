namespace OnboardingFlow.Core.Identity;

/// <summary>The calendar day in China (UTC+8 all year), by which birth dates and cards' months are meant.</summary>
internal static class ChinaDate
{
    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(TimeSpan.FromHours(8)).DateTime);
}
