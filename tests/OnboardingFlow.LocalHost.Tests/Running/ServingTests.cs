using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Tests.Running;

/// <summary>The whole host as a process, with everything that it depends on out of reach.</summary>
public sealed class ServingTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private HostProcess host = null!;
    private HttpClient client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = HostProcess.Start(folder.Path, HostSettings.Write(folder));
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = await host.ReadyAsync() };
    }

    public ValueTask DisposeAsync()
    {
        client?.Dispose();
        host.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_says_where_it_is_and_a_term_signal_ends_it_in_order()
    {
        Assert.Equal(new ReadyFile(client.BaseAddress!.ToString().TrimEnd('/'), host.Id), ReadyFile.Find(folder.File("data")));

        host.Terminate();

        Assert.Equal((int)ExitCode.Stopped, await host.EndAsync());
        Assert.Empty(await host.ErrorsAsync());
        Assert.Null(ReadyFile.Find(folder.File("data")));
        Assert.False(File.Exists(folder.File("data/index.db-wal")) || File.Exists(folder.File("data/keys.db-wal")));
    }

    [Fact]
    public async Task What_is_open_is_open_and_the_rest_asks_for_a_key()
    {
        Assert.Equal(HttpStatusCode.OK, await Status("/healthz"));
        Assert.Equal(HttpStatusCode.OK, await Status("/openapi/v1.json"));
        Assert.Equal(HttpStatusCode.Redirect, await Status("/"));
        Assert.Equal(HttpStatusCode.SeeOther, await Status("/ops"));
        Assert.Equal(HttpStatusCode.OK, await Status("/ops/login"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/metrics"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/api/onboardings"));
        Assert.Equal(HttpStatusCode.NotFound, await Status("/nowhere"));
    }

    [Fact]
    public async Task The_first_key_opens_everything()
    {
        UseFirstKey();

        Assert.Equal(HttpStatusCode.OK, await Status("/api/onboardings"));
        Assert.Equal(HttpStatusCode.OK, await Status("/api/counts"));
        Assert.Equal(HttpStatusCode.OK, await Status("/metrics"));
        Assert.Contains("http_server_request_duration", await client.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_ready_says_what_is_out_of_reach_to_those_with_a_key()
    {
        using var anonymous = await client.GetAsync("/readyz", Token);
        UseFirstKey();
        using var known = await client.GetAsync("/readyz", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, anonymous.StatusCode);
        Assert.DoesNotContain("checks", await anonymous.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(await known.Content.ReadAsStringAsync(Token));
        var ready = answer.RootElement.GetProperty("checks").EnumerateArray()
            .ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("ready").GetBoolean(), StringComparer.Ordinal);
        Assert.Equal(new() { ["engine"] = true, ["index"] = true, ["queue"] = false, ["keyvault"] = false, ["wechatpay"] = true }, ready);
    }

    private void UseFirstKey() => client.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Bearer", File.ReadAllText(folder.File("data/api-key")).Trim());

    private async Task<HttpStatusCode> Status(string path)
    {
        using var answer = await client.GetAsync(path, Token);
        return answer.StatusCode;
    }
}
