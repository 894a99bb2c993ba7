using System.Text.RegularExpressions;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>What the values in clear must look like.</summary>
internal static partial class FieldRules
{
    internal const string Name = "must be 1 to 64 characters without control characters";
    internal const string Phone = "must be 11 digits";
    internal const string IdentificationNumber = "must be 17 digits and a digit or X";
    internal const string CardNumber = "must be 12 to 19 digits";
    internal const string ValidThru = "must be mm/yy";

    internal static bool IsName(string value) => value.Length is > 0 and <= 64 && !value.Any(char.IsControl);

    internal static bool IsPhone(string value) => PhonePattern().IsMatch(value);

    internal static bool IsIdentificationNumber(string value) => IdentificationPattern().IsMatch(value);

    internal static bool IsCardNumber(string value) => CardPattern().IsMatch(value);

    internal static bool IsValidThru(string value) => ValidThruPattern().IsMatch(value);

    [GeneratedRegex(@"\A[0-9]{11}\z")]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"\A[0-9]{17}[0-9X]\z")]
    private static partial Regex IdentificationPattern();

    [GeneratedRegex(@"\A[0-9]{12,19}\z")]
    private static partial Regex CardPattern();

    [GeneratedRegex(@"\A(0[1-9]|1[0-2])/[0-9]{2}\z")]
    private static partial Regex ValidThruPattern();
}
