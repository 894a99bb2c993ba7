using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>What an operator does to keys in Key Vault.</summary>
internal static class VaultControl
{
    public const string SigningKey = "wechatpay-merchant";
    public const string SealingKey = "onboarding-sealing";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Enables or disables the newest version of a key.</summary>
    public static async Task EnableAsync(Stack stack, string key, bool enabled)
    {
        var kid = (await SendAsync(stack, HttpMethod.Get, $"keys/{key}"))["key"]!["kid"]!.GetValue<string>();
        await SendAsync(stack, HttpMethod.Patch, new Uri(kid).AbsolutePath[1..], new JsonObject { ["attributes"] = new JsonObject { ["enabled"] = enabled } });
    }

    /// <summary>The newest version of a key: its public part, and the version.</summary>
    public static async Task<JsonNode> NewestAsync(Stack stack, string key) => (await SendAsync(stack, HttpMethod.Get, $"keys/{key}"))["key"]!;

    /// <summary>Waits until <c>/readyz</c> says that Key Vault (or what another check looks at) is ready, or isn't; returns why it isn't.</summary>
    public static async Task<string> UntilReadyAsync(Stack stack, bool ready, string name = "keyvault")
    {
        JsonNode? seen = null;
        for (var look = 0; look < 600; look++)
        {
            using var answer = await stack.Api.GetAsync(new Uri("readyz", UriKind.Relative), Stop);
            seen = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["checks"]!.AsArray().Single(check => check!["name"]!.GetValue<string>() == name)!;
            if (seen["ready"]!.GetValue<bool>() == ready)
            {
                return seen["reason"]?.GetValue<string>() ?? "";
            }

            await Task.Delay(100, Stop);
        }

        throw new InvalidOperationException($"/readyz didn't come to that within a minute; last seen: {seen?.ToJsonString()}");
    }

    private static async Task<JsonNode> SendAsync(Stack stack, HttpMethod method, string path, JsonNode? body = null)
    {
        using var call = new HttpRequestMessage(method, $"{path}?api-version=7.5") { Content = body is null ? null : JsonContent.Create(body) };
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "operator");
        using var answer = await stack.KeyVault.SendAsync(call, Stop);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }
}
