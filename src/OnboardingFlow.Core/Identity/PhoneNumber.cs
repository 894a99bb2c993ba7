namespace OnboardingFlow.Core.Identity;

/// <summary>A mobile phone number as WeChat Pay takes it: 11 digits, no country code.</summary>
internal static class PhoneNumber
{
    /// <summary>The rule that a number breaks, or null.</summary>
    public static string? Problem(string value) => value.Length == 11 && value.AsSpan().ContainsOnlyDigits() ? null : "must be 11 digits";
}
