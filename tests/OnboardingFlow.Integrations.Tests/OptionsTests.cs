using Microsoft.Extensions.Options;

namespace OnboardingFlow.Integrations.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Storage:ConnectionString", "AccountKey=c2VjcmV0", "Storage:ConnectionString")]
    [InlineData("Storage:QueueServiceUri", "https://x.queue.core.windows.net", "both set")]
    [InlineData("Webhook:Url", "http://hooks.example/", "Webhook:Url must be an https address")]
    [InlineData("Webhook:Url", "https://hooks.example/", "Webhook:SecretName is missing")]
    [InlineData("Onboarding:VerifierUrl", "verifier", "Onboarding:VerifierUrl must be an https address")]
    [InlineData("RequestQueue:Concurrency", "0", "RequestQueue:Concurrency must be 1 to 512; it is 0.")]
    [InlineData("RequestQueue:VisibilityTimeout", "00:00:00", "RequestQueue:VisibilityTimeout")]
    [InlineData("RequestQueue:PollMin", "00:00:05", "RequestQueue:PollMin")]
    [InlineData("RequestQueue:PollMax", "00:02:00", "RequestQueue:PollMax")]
    [InlineData("RequestQueue:StopTimeout", "-00:00:01", "RequestQueue:StopTimeout")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string key, string value, string expected)
    {
        await using var services = new TestServices("UseDevelopmentStorage=true", null, null, (key, value));

        var fault = Assert.Throws<OptionsValidationException>(() => services.Get<IStartupValidator>().Validate());

        Assert.Contains(fault.Failures, failure => failure.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_it_is_development_storage()
    {
        await using var services = new TestServices("");

        services.Get<IStartupValidator>().Validate();

        Assert.NotNull(services.Storage);
    }

    [Fact]
    public async Task Addresses_are_enough_and_need_both_services()
    {
        await using var both = new TestServices(
            "", null, null, ("Storage:QueueServiceUri", "https://x.queue.core.windows.net"), ("Storage:BlobServiceUri", "https://x.blob.core.windows.net"));
        await using var one = new TestServices("", null, null, ("Storage:QueueServiceUri", "https://x.queue.core.windows.net"));

        both.Get<IStartupValidator>().Validate();
        Assert.NotNull(both.Storage);
        var fault = Assert.Throws<OptionsValidationException>(() => one.Get<IStartupValidator>().Validate());
        Assert.Contains("Storage:BlobServiceUri", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }
}
