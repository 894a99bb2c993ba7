using System.Net;
using OnboardingFlow.Api.Tests.Hosting;

namespace OnboardingFlow.Api.Tests;

public sealed class RewrapTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_wraps_what_an_older_version_wrapped_and_names_where_the_next_begins()
    {
        await using var host = await ApiHost.StartAsync();
        for (var number = 0; number < 101; number++)
        {
            await host.Sealer.SealNewAsync("ob-1", "request", new byte[] { 1 }, Stop);
        }

        var old = host.DataKeys.Records.Values.OrderBy(record => record.KeyId, StringComparer.Ordinal).First();
        host.DataKeys.Records[old.KeyId] = old with { Wrapped = old.Wrapped with { KeyVersion = "older" } };

        var first = await host.CallAsync("POST", "/api/keys/rewrap", ApiHost.OperateKey);
        var step = first.Is(HttpStatusCode.OK).Json;
        Assert.Equal((100, 1, 0), ((int)step["examined"]!, (int)step["rewrapped"]!, (int)step["failed"]!));
        Assert.NotEqual("older", host.DataKeys.Records[old.KeyId].Wrapped.KeyVersion);

        var next = (await host.CallAsync("POST", $"/api/keys/rewrap?continuation_token={(string?)step["continuation_token"]}", ApiHost.OperateKey)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(1, (int)next["examined"]!);
        Assert.Null(next["continuation_token"]);
    }

    [Theory]
    [InlineData("?continuation_token=a'b")]
    [InlineData("?continuation_token=a&continuation_token=b")]
    public async Task A_token_that_is_none_is_refused(string query)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.CallAsync("POST", "/api/keys/rewrap" + query, ApiHost.OperateKey)).IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
    }
}
