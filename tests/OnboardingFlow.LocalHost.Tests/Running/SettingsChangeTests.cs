using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OnboardingFlow.LocalHost.Tests.Running;

/// <summary>What a running host makes of a settings file that is saved again.</summary>
public sealed class SettingsChangeTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ConcurrentQueue<string> said = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_key_that_is_taken_out_opens_nothing_and_a_change_that_cannot_be_right_is_told_and_changes_nothing()
    {
        var arguments = HostSettings.Write(folder);
        Save(settings => settings["Http"]!["ApiKeys"] = new JsonArray(Key("first-key-of-the-test")));
        using var host = HostProcess.Start(folder.Path, arguments);
        using var client = new HttpClient { BaseAddress = await host.ReadyAsync() };
        var reading = ReadAsync(host);
        Assert.Equal(HttpStatusCode.OK, await CountsAsync(client, "first-key-of-the-test"));

        Save(settings => settings["Http"]!["ApiKeys"] = new JsonArray(Key("second-key-of-the-test")));
        await UntilAsync(async () => await CountsAsync(client, "first-key-of-the-test") == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await CountsAsync(client, "second-key-of-the-test"));

        Save(settings =>
        {
            settings["Http"]!["ApiKeys"]![0]!["Sha256"] = "no hash";
            settings["WeChatPay"]!["MchId"] = "";
        });
        await UntilAsync(async () =>
        {
            using var ready = await client.GetAsync(new Uri("readyz", UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.OK, await CountsAsync(client, "second-key-of-the-test"));
            return HasSaid("the API keys before it stay in force") && HasSaid("A change of section WeChatPay was refused");
        });

        host.Terminate();
        await reading;
    }

    private static JsonObject Key(string key) => new()
    {
        ["Name"] = "operator",
        ["Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
        ["Roles"] = new JsonArray("operate"),
    };

    private static async Task<HttpStatusCode> CountsAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/counts");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.SendAsync(request, Token);
        return answer.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var look = 0; !await holds(); look++)
        {
            Assert.True(look < 600, "It didn't come to that within a minute.");
            await Task.Delay(100, Token);
        }
    }

    private bool HasSaid(string words) => said.Any(line => line.Contains(words, StringComparison.Ordinal));

    private async Task ReadAsync(HostProcess host)
    {
        while (await host.ReadLineAsync() is { } line)
        {
            said.Enqueue(line);
        }
    }

    /// <summary>As an editor does: a new file takes the old one's place.</summary>
    private void Save(Action<JsonNode> change)
    {
        var file = folder.File("settings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        change(settings);
        File.WriteAllText(file + ".new", settings.ToJsonString());
        File.Move(file + ".new", file, overwrite: true);
    }
}
