using CsCheck;
using OnboardingFlow.Core.Identity;

namespace OnboardingFlow.Core.Tests.Identity;

public sealed class PersonalRulesTests
{
    // The test numbers that card networks publish, and one of 19 digits.
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("5555555555554444")]
    [InlineData("378282246310005")]
    [InlineData("6222020200112230")]
    [InlineData("6228480402564890018")]
    public void Published_card_numbers_pass(string number) => Assert.Null(BankCardNumber.Problem(number, CardChecksum.Reject));

    [Theory]
    [InlineData("4111111111111112", "wrong check digit")]
    [InlineData("41111111111", "12 to 19 digits")]
    [InlineData("41111111111111111111", "12 to 19 digits")]
    [InlineData("4111 1111 1111 1111", "12 to 19 digits")]
    [InlineData("", "12 to 19 digits")]
    [InlineData("４１１１１１１１１１１１１１１１", "12 to 19 digits")]
    public void Other_card_numbers_are_refused(string number, string rule) =>
        Assert.Contains(rule, BankCardNumber.Problem(number, CardChecksum.Reject), StringComparison.Ordinal);

    [Fact]
    public void A_wrong_check_digit_passes_where_issuers_do_not_keep_it() => Assert.Null(BankCardNumber.Problem("4111111111111112", CardChecksum.Warn));

    [Fact]
    public void Every_single_wrong_digit_of_a_card_is_found()
    {
        (from position in Gen.Int[0, 15] from digit in Gen.Char['0', '9'] select (position, digit)).Sample(change =>
        {
            const string number = "6222020200112230";
            var changed = number[..change.position] + change.digit + number[(change.position + 1)..];

            Assert.Equal(changed == number, BankCardNumber.HasRightCheckDigit(changed));
        });
    }

    [Theory]
    [InlineData("张三")]
    [InlineData("阿卜杜拉·买买提")]
    [InlineData("𠮷田")]
    [InlineData("〇一")]
    [InlineData("Jean-Luc O'Neil")]
    [InlineData("José María")]
    [InlineData("John Smith Jr.")]
    public void Names_as_cards_show_them_pass(string name) => Assert.Null(PersonName.Problem(name));

    [Theory]
    [InlineData("", "1 to 64 characters")]
    [InlineData("张\n三", "control characters")]
    [InlineData("张\0三", "control characters")]
    [InlineData("张\u0085三", "control characters")]
    [InlineData(" 张三", "begin and end with a letter")]
    [InlineData("·张三", "begin and end with a letter")]
    [InlineData("张三1", "must be Chinese characters")]
    [InlineData("张三😀", "must be Chinese characters")]
    [InlineData("張\u200B三", "must be Chinese characters")]
    [InlineData("<b>张</b>", "must be Chinese characters")]
    [InlineData("张\ud800", "must be Chinese characters")]
    public void Other_names_are_refused(string name, string rule) => Assert.Contains(rule, PersonName.Problem(name), StringComparison.Ordinal);

    [Fact]
    public void A_name_is_measured_in_characters_rather_than_code_units()
    {
        Assert.Null(PersonName.Problem(string.Concat(Enumerable.Repeat("𠮷", 64))));
        Assert.NotNull(PersonName.Problem(new string('张', 65)));
    }

    [Theory]
    [InlineData("13800138000", true)]
    [InlineData("1380013800", false)]
    [InlineData("+8613800138000", false)]
    [InlineData("1380013800a", false)]
    [InlineData("１３８００１３８０００", false)]
    public void A_phone_is_11_digits(string phone, bool passes) => Assert.Equal(passes ? null : "must be 11 digits", PhoneNumber.Problem(phone));

    [Theory]
    [InlineData("11/26", false)]
    [InlineData("12/26", false)]
    [InlineData("10/26", true)]
    [InlineData("01/99", false)]
    [InlineData("12/25", true)]
    public void A_card_is_good_to_the_end_of_its_month(string validThru, bool isPast)
    {
        Assert.Null(ValidThru.Problem(validThru));
        Assert.Equal(isPast, ValidThru.IsPast(validThru, new DateOnly(2026, 11, 30)));
    }

    [Theory]
    [InlineData("13/26")]
    [InlineData("00/26")]
    [InlineData("1/26")]
    [InlineData("11-26")]
    [InlineData("11/2026")]
    [InlineData("26/11 ")]
    [InlineData("")]
    public void A_month_that_is_none_is_refused(string validThru)
    {
        Assert.Contains("mm/yy", ValidThru.Problem(validThru), StringComparison.Ordinal);
        Assert.False(ValidThru.IsPast(validThru, new DateOnly(2026, 11, 30)));
    }

    [Fact]
    public void Days_are_counted_in_china()
    {
        Assert.Equal(new DateOnly(2026, 12, 1), ChinaDate.Of(new DateTimeOffset(2026, 11, 30, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2026, 11, 30), ChinaDate.Of(new DateTimeOffset(2026, 11, 30, 15, 59, 59, TimeSpan.Zero)));
    }
}
