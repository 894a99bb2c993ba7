using System.Text;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Tests.Requests;

public sealed class QueueTextTests
{
    [Theory]
    [InlineData("""{"a":"张"}""")]
    [InlineData("  {}\n")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not base64!")]
    [InlineData("abc")]
    public void Plain_text_is_taken_as_it_is(string text) => Assert.Equal(text, Decode(text));

    [Theory]
    [InlineData("""{"a":"张"}""")]
    [InlineData("{}")]
    public void Base64_is_decoded(string text)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, Decode(base64));
        Assert.Equal(text, Decode($" {base64}\r\n"));
        Assert.Equal(text, Decode(base64.Insert(4, "\r\n")));
    }

    private static string Decode(string text) => Encoding.UTF8.GetString(QueueText.Decode(Encoding.UTF8.GetBytes(text)).Span);
}
