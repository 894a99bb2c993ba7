using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>Every way in answers bad input with a clear error, loses nothing and goes on.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> BadRequests
    {
        get
        {
            var good = Person.New().Json();
            return new()
            {
                ["not JSON"] = "hello",
                ["truncated"] = good[..^5],
                ["an array"] = "[]",
                ["empty object"] = "{}",
                ["duplicate key"] = good.Insert(1, "\"business_name\":\"K12\","),
                ["deep nesting"] = good.Insert(1, $"\"x\":{new string('[', 200)}{new string(']', 200)},"),
                ["unknown enum value"] = good.Replace("LIMIT_BANK_CARD", "LIMIT_EVERYTHING", StringComparison.Ordinal),
                ["number for a string"] = good.Replace("\"K12\"", "12", StringComparison.Ordinal),
                ["null for required"] = good.Replace("\"K12\"", "null", StringComparison.Ordinal),
                ["unknown field"] = good.Insert(1, "\"surprise\":1,"),
                ["too large"] = good.Insert(1, $"\"x\":\"{new string('x', 40_000)}\","),
            };
        }
    }

    [Fact]
    public async Task Bad_messages_become_poison_with_reasons_and_the_good_one_behind_them_is_onboarded()
    {
        await using var stack = await Stack.StartAsync();
        var person = Person.New();
        foreach (var bad in BadRequests.Values)
        {
            await stack.SendAsync(bad);
        }

        await stack.SendAsync(Convert.ToBase64String([0xFF, 0xFE, 0x00, 0xC3, 0x28]));
        await stack.SendAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(person.Json())));

        await stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
        await stack.UntilRequestsAreTakenAsync();
        var poison = (await stack.Queue("onboarding-requests-poison").PeekMessagesAsync(32, Stop)).Value.Select(message => JsonNode.Parse(message.Body.ToString())!).ToList();
        Assert.Equal(BadRequests.Count + 1, poison.Count);
        Assert.All(poison, message =>
        {
            Assert.Equal("invalid", message["reason"]!.GetValue<string>());
            Assert.NotEmpty(message["errors"]!.AsObject());
            Assert.True(message["sealed"] is not null || message["sealed_blob"] is not null);
        });
    }

    [Fact]
    public async Task Bad_requests_over_http_are_refused_with_problem_details()
    {
        await using var stack = await Stack.StartAsync();
        foreach (var (kind, body) in BadRequests)
        {
            using var answer = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(body), Stop);
            var problem = await answer.Content.ReadFromJsonAsync<JsonNode>(Stop);

            var expected = kind == "too large" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest;
            Assert.True(expected == answer.StatusCode, $"{kind}: {(int)answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.NotEmpty(problem!["code"]!.GetValue<string>());
        }

        using var empty = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(""), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var list = await stack.Api.GetAsync(new Uri("api/onboardings", UriKind.Relative), Stop);
        Assert.Empty((await list.Content.ReadFromJsonAsync<JsonNode>(Stop))!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_phone_that_is_none_is_told_by_its_path_and_rule()
    {
        await using var stack = await Stack.StartAsync();
        var body = Person.New().Body();
        body["facepay_user"]!["phone"] = "123";

        using var answer = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(body.ToJsonString()), Stop);

        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal("VALIDATION_FAILED", problem["code"]!.GetValue<string>());
        Assert.Equal("must be 11 digits", problem["errors"]!["presign.facepay_user.phone"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("nothing at all", 0, HttpStatusCode.Unauthorized)]
    [InlineData("{\"id\":\"1\"}", 0, HttpStatusCode.Unauthorized)]
    [InlineData("", 70_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_notification_that_WeChat_Pay_did_not_sign_is_refused(string body, int length, HttpStatusCode status)
    {
        await using var stack = await Stack.StartAsync();
        using var stranger = new HttpClient { BaseAddress = stack.Api.BaseAddress };
        using var content = Stack.Json(length > 0 ? new string('x', length) : body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var notification = new HttpRequestMessage(HttpMethod.Post, "api/wechatpay/notifications") { Content = content };
        notification.Headers.Add("Wechatpay-Timestamp", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        notification.Headers.Add("Wechatpay-Nonce", "nonce");
        notification.Headers.Add("Wechatpay-Serial", "PUB_KEY_ID_0000000000000000000000000000");
        notification.Headers.Add("Wechatpay-Signature", "WECHATPAY/SIGNTEST/abc");

        using var answer = await stranger.SendAsync(notification, Stop);

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.Unauthorized)
        {
            Assert.Equal("FAIL", (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["code"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("engine.db")]
    [InlineData("index.db")]
    [InlineData("keys.db")]
    public async Task A_damaged_file_is_named_at_the_start(string file)
    {
        await using var stack = await Stack.StartAsync();
        await stack.KillHostAsync();
        foreach (var wal in Directory.GetFiles(stack.HostFolder, file + "-*"))
        {
            File.Delete(wal);
        }

        await File.WriteAllTextAsync(Path.Combine(stack.HostFolder, file), new string('x', 8192), Stop);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(stack.StartHostAsync);

        Assert.Contains("ended with 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_folder_is_refused_with_the_owners_pid()
    {
        await using var stack = await Stack.StartAsync();
        var pid = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(stack.HostFolder, "localhost.json"), Stop))!["pid"]!.GetValue<int>();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(stack.StartHostAsync);

        Assert.Contains("ended with 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{pid}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start_with_one_line_each()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Stack.StartAsync("--Onboarding:PollMin=soon", "--Budget:OperationsPerSecond=-1", "--KeyVault:Credential=magic"));

        Assert.Contains("ended with 2", refused.Message, StringComparison.Ordinal);
        foreach (var key in new[] { "Onboarding:PollMin", "Budget:OperationsPerSecond", "KeyVault:Credential" })
        {
            Assert.Single(refused.Message.Split('\n'), line => line.Contains(key, StringComparison.Ordinal));
        }
    }
}
