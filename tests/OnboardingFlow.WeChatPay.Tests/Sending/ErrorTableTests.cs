using OnboardingFlow.WeChatPay.Sending;

namespace OnboardingFlow.WeChatPay.Tests.Sending;

public sealed class ErrorTableTests
{
    [Theory]
    [InlineData(400, "PARAM_ERROR", nameof(ErrorClass.BusinessRefusal))]
    [InlineData(400, "INVALID_REQUEST", nameof(ErrorClass.BusinessRefusal))]
    [InlineData(400, "ALREADY_EXISTS", nameof(ErrorClass.BusinessRefusal))]
    [InlineData(401, "SIGN_ERROR", nameof(ErrorClass.ConfigurationFault))]
    [InlineData(403, "NO_AUTH", nameof(ErrorClass.ConfigurationFault))]
    [InlineData(404, "RESOURCE_NOT_EXISTS", nameof(ErrorClass.NotFound))]
    [InlineData(429, "FREQUENCY_LIMITED", nameof(ErrorClass.Retry))]
    [InlineData(429, "RATELIMIT_EXCEEDED", nameof(ErrorClass.Retry))]
    [InlineData(500, "SYSTEM_ERROR", nameof(ErrorClass.AskFirst))]
    [InlineData(502, null, nameof(ErrorClass.AskFirst))]
    [InlineData(400, "NEVER_HEARD_OF", nameof(ErrorClass.BusinessRefusal))]
    [InlineData(403, "NEVER_HEARD_OF", nameof(ErrorClass.BusinessRefusal))]
    [InlineData(403, null, nameof(ErrorClass.ConfigurationFault))]
    [InlineData(401, "NEVER_HEARD_OF", nameof(ErrorClass.ConfigurationFault))]
    [InlineData(404, "NEVER_HEARD_OF", nameof(ErrorClass.NotFound))]
    [InlineData(429, "NEVER_HEARD_OF", nameof(ErrorClass.Retry))]
    [InlineData(599, "NEVER_HEARD_OF", nameof(ErrorClass.AskFirst))]
    [InlineData(302, null, nameof(ErrorClass.AskFirst))]
    public void Every_documented_error_and_every_unknown_one_has_a_meaning(int status, string? code, string expected) =>
        Assert.Equal(expected, ErrorTable.Classify(status, code).ToString());

    [Theory]
    [InlineData("身份证号码11010519491231002X错误", "身份证号码*错误")]
    [InlineData("field \"phone\" value '13800138000' is wrong", "field *** value *** is wrong")]
    [InlineData("姓名“张三”与证件不符", "姓名***与证件不符")]
    [InlineData("cut off in the middle of \"a value", "cut off in the middle of ***")]
    [InlineData("line\nbreak\u0000", "line break ")]
    public void Digits_and_quoted_values_are_masked(string text, string masked) => Assert.Equal(masked, MaskedText.Of(text));

    [Fact]
    public void A_code_that_is_none_is_not_shown() =>
        Assert.Equal("HTTP_400", ErrorBody.Read(400, """{"code":"张三 13800138000","message":null}"""u8, null).Code);
}
