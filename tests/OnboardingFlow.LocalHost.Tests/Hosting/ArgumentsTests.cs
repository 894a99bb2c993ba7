using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Tests.Hosting;

public sealed class ArgumentsTests
{
    [Fact]
    public void Settings_and_files_are_read_in_both_forms()
    {
        var arguments = Arguments.Parse(["--settings", "a.json", "--settings=b.json", "--Http:Urls=http://x", "--storage:ConnectionString", "A=B;C=D", "/Engine:Retention=1", "KeyVault:Credential=none"]);

        Assert.Equal(["a.json", "b.json"], arguments.SettingsFiles);
        Assert.Equal("http://x", arguments.Settings["Http:Urls"]);
        Assert.Equal("A=B;C=D", arguments.Settings["Storage:ConnectionString"]);
        Assert.Equal("1", arguments.Settings["Engine:Retention"]);
        Assert.Equal("none", arguments.Settings["KeyVault:Credential"]);
    }

    [Theory]
    [InlineData("Unknown argument '--setings'. --help shows those there are.", "--setings", "--settings=a.json")]
    [InlineData("Unknown argument '--Htp:Urls'. --help shows those there are.", "--Htp:Urls=http://x")]
    [InlineData("Unknown argument 'Http:Urls'. --help shows those there are.", "Http:Urls")]
    [InlineData("Unknown argument '--Http:'. --help shows those there are.", "--Http:=x")]
    [InlineData("--settings lacks its value.", "--settings", "--Http:Urls=x")]
    [InlineData("--Http:Urls lacks its value.", "--Http:Urls")]
    public void A_wrong_argument_stops_the_start_and_is_told(string line, params string[] args)
    {
        var fault = Assert.Throws<StartException>(() => Arguments.Parse(args));

        Assert.Equal(ExitCode.Configuration, fault.Code);
        Assert.Equal([line], fault.Lines);
    }
}
