using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using OnboardingFlow.LocalHost.Hosting;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.LocalHost.Tests.Running;

public sealed class StartTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_settings_every_missing_one_has_its_line()
    {
        var (code, errors) = await HostProcess.RunAsync(folder.Path);

        Assert.Equal((int)ExitCode.Configuration, code);
        foreach (var key in new[] { "KeyVault:Address", "WeChatPay:MchId", "WeChatPay:AppId", "WeChatPay:MerchantKeys" })
        {
            Assert.Single(errors, line => line.StartsWith(key, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(errors, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Http:Urls", "--Http:Urls", "not an address")]
    [InlineData("Http:ApiKeys:0:Sha256", "--Http:ApiKeys:0:Name=x", "--Http:ApiKeys:0:Sha256=abc", "--Http:ApiKeys:0:Roles=read")]
    [InlineData("Engine:Retention", "--Engine:Retention", "ninety days")]
    [InlineData("Engine:Retention", "--Engine:Retention", "-1.00:00:00")]
    [InlineData("Onboarding:Deadline", "--Onboarding:Deadline", "soon")]
    [InlineData("Storage:", "--Storage:ConnectionString", "nonsense")]
    [InlineData("Unknown argument '--Engin:Retention'", "--Engin:Retention=1")]
    public async Task A_wrong_value_is_told_in_one_line_that_names_it(string name, params string[] args)
    {
        var (code, errors) = await HostProcess.RunAsync(folder.Path, [.. HostSettings.Write(folder), .. args]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Contains(name, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_README_says_is_the_least_is_enough()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), Token);
        using var rsa = RSA.Create(2048);
        await File.WriteAllTextAsync(folder.File("wechatpay-public-key.pem"), rsa.ExportSubjectPublicKeyInfoPem(), Token);
        await File.WriteAllTextAsync(folder.File("least.json"), readme.Split("## Configure it")[1].Split("```json")[1].Split("```")[0], Token);

        // What is wrong here is all that is told, and nothing is asked of the services that it names.
        var (code, errors) = await HostProcess.RunAsync(
            folder.Path, "--settings", folder.File("least.json"), "--Engine:DataDirectory", folder.File("data"), "--Http:Urls", "not an address");

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.StartsWith("Http:Urls", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"Http\": ")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_settings_file_that_is_not_settings_is_named(string content)
    {
        await File.WriteAllTextAsync(folder.File("bad.json"), content, Token);
        var (code, errors) = await HostProcess.RunAsync(folder.Path, "--settings", folder.File("bad.json"));

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Contains(folder.File("bad.json"), Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_not_there_is_named()
    {
        var (code, errors) = await HostProcess.RunAsync(folder.Path, "--settings", "none.json");

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Contains(folder.File("none.json"), Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("index.db")]
    [InlineData("keys.db")]
    [InlineData("engine.db")]
    public async Task A_damaged_file_is_named_and_kept(string name)
    {
        var settings = HostSettings.Write(folder);
        Directory.CreateDirectory(folder.File("data"));
        var damaged = Enumerable.Repeat((byte)'x', 10_000).ToArray();
        await File.WriteAllBytesAsync(folder.File("data/" + name), damaged, Token);

        var (code, errors) = await HostProcess.RunAsync(folder.Path, settings);

        Assert.Equal((int)ExitCode.DataFolder, code);
        Assert.Contains(name, Assert.Single(errors), StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(folder.File("data/" + name), Token));
    }

    [Fact]
    public async Task A_taken_address_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{other.LocalEndpoint}";

        var (code, errors) = await HostProcess.RunAsync(folder.Path, HostSettings.Write(folder, url));

        Assert.Equal((int)ExitCode.AddressInUse, code);
        Assert.Contains(url, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_told_whose_it_is()
    {
        var settings = HostSettings.Write(folder);
        using var first = HostProcess.Start(folder.Path, settings);
        await first.ReadyAsync();

        var (code, errors) = await HostProcess.RunAsync(folder.Path, settings);

        Assert.Equal((int)ExitCode.DataFolder, code);
        Assert.Contains($"is in use by process {first.Id}", Assert.Single(errors), StringComparison.Ordinal);
    }
}
