using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Integrations.Events;

namespace OnboardingFlow.Integrations.Tests;

/// <summary>The figures are the published example of Standard Webhooks and its reference libraries.</summary>
public sealed class WebhookSignatureTests
{
    private const string Key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Theory]
    [InlineData("whsec_")]
    [InlineData("")]
    public void The_published_example_is_signed_as_published(string prefix)
    {
        var key = WebhookSecret.Parse(new Sensitive(prefix + Key), "s");

        Assert.Equal(Signature, WebhookSignature.Of([key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8));
    }

    [Fact]
    public void While_a_secret_rotates_both_sign()
    {
        var key = WebhookSecret.Parse(new Sensitive(Key), "s");

        var signatures = WebhookSignature.Of([new byte[24], key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8).Split(' ');

        Assert.Equal(2, signatures.Length);
        Assert.Equal(Signature, signatures[1]);
    }

    [Theory]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64 at all, this one")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void A_secret_of_another_form_is_refused_without_being_shown(string secret)
    {
        var fault = Assert.Throws<ActivityException>(() => WebhookSecret.Parse(new Sensitive(secret), "webhook-secret"));

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains("'webhook-secret'", fault.Message, StringComparison.Ordinal);
        Assert.True(secret == "whsec_" || !fault.Message.Contains(secret["whsec_".Length..], StringComparison.Ordinal));
    }
}
