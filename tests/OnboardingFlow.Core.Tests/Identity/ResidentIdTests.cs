using CsCheck;
using OnboardingFlow.Core.Identity;

namespace OnboardingFlow.Core.Tests.Identity;

public sealed class ResidentIdTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    // The examples of GB 11643-1999.
    [Theory]
    [InlineData("11010519491231002X", 1949, 12, 31)]
    [InlineData("440524188001010014", 1880, 1, 1)]
    public void The_standards_own_examples_pass_and_give_the_birth_date(string number, int year, int month, int day)
    {
        var id = ResidentId.Read(number, Today, out var problem);

        Assert.Null(problem);
        Assert.Equal(new DateOnly(year, month, day), id!.BirthDate);
    }

    [Theory]
    [InlineData("110105194912310021", "wrong check character")]
    [InlineData("440524188001010041", "wrong check character")]
    [InlineData("110105491231002", "15-digit number of the first generation")]
    [InlineData("", "must be 18 characters")]
    [InlineData("11010519491231002", "must be 18 characters")]
    [InlineData("11010519491231002X ", "must be 18 characters")]
    [InlineData("1101051949123100X2", "must be 18 characters")]
    [InlineData("11010519491231002Y", "must be 18 characters")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", "must be 18 characters")]
    [InlineData("11010519491231002x", "upper-case X")]
    [InlineData("00010519491231002X", "none of the 34 provinces")]
    [InlineData("99010519491231002X", "none of the 34 provinces")]
    [InlineData("110105194913310024", "no day of the calendar")]
    [InlineData("110105190002290022", "no day of the calendar")]
    [InlineData("110105202302290022", "no day of the calendar")]
    [InlineData("110105000000000022", "no day of the calendar")]
    [InlineData("110105202611240022", "in the future")]
    public void A_number_that_breaks_a_rule_is_refused_with_that_rule(string number, string rule)
    {
        Assert.Null(ResidentId.Read(number, Today, out var problem));
        Assert.Contains(rule, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_born_today_passes()
    {
        var numbers = Enumerable.Range(0, 10).Select(check => $"11010520261123002{check}").Append("11010520261123002X");

        Assert.Single(numbers, number => ResidentId.Read(number, Today, out _)?.BirthDate == Today);
    }

    [Fact]
    public void There_are_34_provinces() => Assert.Equal(
        34, Enumerable.Range(0, 100).Count(code =>
        {
            ResidentId.Read($"{code:00}010519491231002X", Today, out var problem);
            return problem?.Contains("provinces", StringComparison.Ordinal) != true;
        }));

    // ISO 7064 MOD 11-2 finds every single wrong digit and every swap of two neighbours.
    [Fact]
    public void Every_single_wrong_digit_is_found()
    {
        (from position in Gen.Int[0, 17] from digit in Gen.Char['0', '9'] select (position, digit)).Sample(change =>
        {
            const string number = "440524188001010014";
            var changed = number[..change.position] + change.digit + number[(change.position + 1)..];

            Assert.Equal(changed == number, ResidentId.Read(changed, Today, out _) is not null);
        });
    }
}
