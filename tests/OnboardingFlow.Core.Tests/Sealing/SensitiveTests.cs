using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Tests.Sealing;

public sealed class SensitiveTests
{
    [Fact]
    public void A_sensitive_value_masks_itself_wherever_text_is_made_of_it()
    {
        var number = new Sensitive("11010519491231002X");

        Assert.Equal("*** ***", $"{number} " + number);
        Assert.Equal("11010519491231002X", number.Reveal());
    }
}
