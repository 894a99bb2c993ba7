using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Tests.Hosting;

public sealed class FirstApiKeyTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void The_first_key_is_made_once_for_its_owners_eyes_and_used_by_its_hash_only()
    {
        var first = Configure();
        var key = File.ReadAllText(Path("api-key")).Trim();

        Assert.True(key.Length >= 43);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))), first["Http:ApiKeys:0:Sha256"]);
        Assert.Equal(["start", "read", "operate"], first.GetSection("Http:ApiKeys:0:Roles").GetChildren().Select(role => role.Value));
        Assert.DoesNotContain(first.AsEnumerable(), setting => setting.Value == key);
        Assert.Equal(first["Http:ApiKeys:0:Sha256"], Configure()["Http:ApiKeys:0:Sha256"]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path("api-key")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path("")));
        }
    }

    [Fact]
    public void With_keys_configured_there_is_no_first_key()
    {
        var configured = Configure(("Http:ApiKeys:0:Name", "mine"));

        Assert.Equal("mine", configured["Http:ApiKeys:0:Name"]);
        Assert.False(File.Exists(Path("api-key")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short\n")]
    public void A_key_file_without_a_usable_key_stops_the_start(string content)
    {
        Configure();
        File.WriteAllText(Path("api-key"), content);

        var fault = Assert.Throws<StartException>(() => Configure());
        Assert.Equal(ExitCode.Configuration, fault.Code);
        Assert.Contains(Path("api-key"), Assert.Single(fault.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_that_others_could_read_is_closed_to_them()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Configure();
        File.SetUnixFileMode(Path("api-key"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Configure();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path("api-key")));
    }

    private string Path(string name) => System.IO.Path.Combine(temp.Path, "data", name);

    private ConfigurationManager Configure(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager { ["Engine:DataDirectory"] = Path("") };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        using var folder = DataFolder.Open(configuration);
        configuration.AddFirstApiKey(folder);
        return configuration;
    }
}
