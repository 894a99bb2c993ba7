namespace OnboardingFlow.Core.Identity;

/// <summary>A bank card's number by ISO/IEC 7812: 12 to 19 digits, the last one a Luhn check digit.</summary>
internal static class BankCardNumber
{
    public const string ChecksumProblem = "has a wrong check digit (the last): a digit was mistyped or two were swapped; check the number against the card";

    /// <summary>The rule that a number breaks, or null. Says nothing of the check digit where that only warns.</summary>
    public static string? Problem(string value, CardChecksum checksum)
    {
        if (value.Length is < 12 or > 19 || !value.AsSpan().ContainsOnlyDigits())
        {
            return "must be 12 to 19 digits, without spaces";
        }

        return checksum == CardChecksum.Reject && !HasRightCheckDigit(value) ? ChecksumProblem : null;
    }

    /// <summary>Whether the digits keep the Luhn rule.</summary>
    public static bool HasRightCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
            {
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            }

            sum += digit;
        }

        return sum % 10 == 0;
    }
}
