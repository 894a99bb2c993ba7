using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Tests.Hosting;

public sealed class ArgumentsTests
{
    [Fact]
    public void Settings_and_files_are_read_in_both_forms()
    {
        var arguments = Arguments.Parse(["--settings", "a.json", "--settings=b.json", "--Http:Urls=http://x", "--storage:ConnectionString", "A=B;C=D"]);

        Assert.Equal(["a.json", "b.json"], arguments.SettingsFiles);
        Assert.Equal("http://x", arguments.Settings["Http:Urls"]);
        Assert.Equal("A=B;C=D", arguments.Settings["Storage:ConnectionString"]);
    }

    [Theory]
    [InlineData("Unknown argument '--setings'. --help shows those there are.", "--setings", "--settings=a.json")]
    [InlineData("Unknown argument '--Htp:Urls'. --help shows those there are.", "--Htp:Urls=http://x")]
    [InlineData("Unknown argument 'Http:Urls'. --help shows those there are.", "Http:Urls=http://x")]
    [InlineData("--settings lacks its value.", "--settings", "--Http:Urls=x")]
    [InlineData("--Http:Urls lacks its value.", "--Http:Urls")]
    public void A_wrong_argument_stops_the_start_and_is_told(string line, params string[] args)
    {
        var fault = Assert.Throws<StartException>(() => Arguments.Parse(args));

        Assert.Equal(ExitCode.Configuration, fault.Code);
        Assert.Equal([line], fault.Lines);
    }
}
