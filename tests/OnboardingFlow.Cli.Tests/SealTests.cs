using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Core;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Sealing;

namespace OnboardingFlow.Cli.Tests;

public sealed class SealTests : IDisposable
{
    private const string Presign = """
        {"business_name":"K12","facepay_user":{"out_user_id":"student-0001","organization_id":"O1000001","identification_name":"张小明",
         "identification":{"identification_type":"IDCARD","identification_number":"11010519491231002X"},"phone":"13800000000"},"contract_mode":"LIMIT_NONE"}
        """;

    private readonly RsaKeys _keys = new();
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _keys.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_sealed_from_the_public_key_alone_opens_at_the_host(bool asEvent)
    {
        var json = asEvent
            ? $$$"""{"specversion":"1.0","type":"onboardingflow.onboarding.requested.v1","source":"/school","id":"e-1","data":{"presign":{{{Presign}}} }}"""
            : Presign;

        var run = await SealAsync(json, _keys.PublicKeyPem);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain("13800000000", run.Output, StringComparison.Ordinal);
        await using var core = new ServiceCollection().AddSingleton<IKeys>(_keys).AddSingleton<IDataKeyStore, MemoryDataKeys>()
            .AddOnboardingCore(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var reader = core.GetRequiredService<RequestReader>();
        var reading = reader.Read(Encoding.UTF8.GetBytes(run.Output));
        var request = reader.ReadOpened(await core.GetRequiredService<Sealer>().OpenSenderRequestAsync(reading.SealedData!, TestContext.Current.CancellationToken), reading.CloudEvent).Request!;
        Assert.Equal("13800000000", request.Presign.FacepayUser.Phone!.Reveal());
        if (asEvent)
        {
            var written = JsonNode.Parse(run.Output)!;
            Assert.Equal(("/school", "e-1"), ((string?)written["source"], (string?)written["id"]));
        }
    }

    [Fact]
    public async Task A_request_that_the_host_would_refuse_is_not_sealed()
    {
        var run = await SealAsync("""{"business_name":"K12","surprise":"13800000000"}""", _keys.PublicKeyPem);

        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Contains("surprise", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("13800000000", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_none_is_told()
    {
        var run = await SealAsync(Presign, "not a key");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("onboarding: --public-key is wrong: the file must be the PEM", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_none_is_told()
    {
        var run = await SealAsync(Presign, _keys.PublicKeyPem, "https://vault/keys/k/1");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("onboarding: --key-version is wrong", run.Errors, StringComparison.Ordinal);
    }

    private Task<Onboarding.Run> SealAsync(string json, string pem, string version = RsaKeys.Version)
    {
        var (file, key) = (Path.Combine(_folder, "request.json"), Path.Combine(_folder, "key.pem"));
        File.WriteAllText(file, json);
        File.WriteAllText(key, pem);
        return Onboarding.RunAsync("seal", file, "--public-key", key, "--key-version", version);
    }
}
