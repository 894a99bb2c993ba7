using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnboardingFlow.Api.Access;

namespace OnboardingFlow.Api.Tests;

public sealed class HttpOptionsTests
{
    private static readonly string _sha256 = new('a', 64);

    [Theory]
    [InlineData("Http:Urls", "127.0.0.1:7080", "Http:Urls: '127.0.0.1:7080'")]
    [InlineData("Http:Urls", "http://127.0.0.1:7080;ftp://x", "'ftp://x'")]
    [InlineData("Http:ApiKeys:0:Name", "", "Http:ApiKeys:0:Name")]
    [InlineData("Http:ApiKeys:0:Sha256", "abc", "Http:ApiKeys:0:Sha256")]
    [InlineData("Http:ApiKeys:0:Roles", "", "Http:ApiKeys:0:Roles is missing")]
    [InlineData("Http:ApiKeys:0:Roles", "start,admin", "'admin' is not one of start, read, operate")]
    [InlineData("Http:ApiKeys:1:Sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "the same Sha256")]
    public void A_wrong_value_stops_the_start_with_a_line_that_names_it(string key, string value, string line)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Http:ApiKeys:0:Name"] = "one",
            ["Http:ApiKeys:0:Sha256"] = _sha256,
            ["Http:ApiKeys:0:Roles"] = "start, read",
            ["Http:ApiKeys:1:Name"] = "two",
            ["Http:ApiKeys:1:Sha256"] = new string('b', 64),
            ["Http:ApiKeys:1:Roles:0"] = "operate",
            [key] = value,
        };

        var exception = Assert.Throws<OptionsValidationException>(() => Read(settings));

        Assert.Contains(line, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_and_keys_are_read_in_every_form()
    {
        var options = Read(new Dictionary<string, string?>
        {
            ["Http:Urls"] = "http://*:7080;https://host.example:7443",
            ["Http:ApiKeys:0:Name"] = "one",
            ["Http:ApiKeys:0:Sha256"] = _sha256,
            ["Http:ApiKeys:0:Roles"] = "start, read",
        });

        Assert.Equal(["start", "read"], Assert.Single(options.ApiKeys).Roles);
        Assert.Equal("http://127.0.0.1:7080", Read([]).Urls);
    }

    private static HttpOptions Read(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddLogging().AddOnboardingApi(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<HttpOptions>>().Value;
    }
}
