namespace OnboardingFlow.Core.Identity;

internal static class Digits
{
    /// <summary>Whether these are the digits 0 to 9 alone (full-width ones don't count).</summary>
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> value) => value.IndexOfAnyExceptInRange('0', '9') < 0;
}
