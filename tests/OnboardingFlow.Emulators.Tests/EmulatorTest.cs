using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>Emulators and a registered merchant of the test's own, for one test.</summary>
internal sealed class EmulatorTest : IAsyncDisposable
{
    internal const string Organization = EmulatorOptions.DemoOrganizationId;
    internal const string OrganizationName = "北京市海淀区实验小学";

    private EmulatorTest(EmulatorHost host)
    {
        Host = host;
        Merchant = new RawMerchant(host.WeChatPayAddress);
    }

    internal EmulatorHost Host { get; }

    internal RawMerchant Merchant { get; }

    internal VerificationKey PublicKey => Host.VerificationKeys.Single(k => k.Kind == SigningKeyKind.PublicKey);

    internal VerificationKey Certificate => Host.VerificationKeys.Single(k => k.Kind == SigningKeyKind.Certificate);

    internal static async Task<EmulatorTest> StartAsync(Func<EmulatorOptions, EmulatorOptions>? with = null, string? notifyUrl = null)
    {
        var options = EmulatorOptions.OnFreePorts();
        var test = new EmulatorTest(await EmulatorHost.StartAsync(with?.Invoke(options) ?? options, TestContext.Current.CancellationToken));
        await test.Merchant.RegisterAsync(notifyUrl);
        return test;
    }

    /// <summary>A presign of a person; <paramref name="change"/> spoils or adds something.</summary>
    internal async Task<RawAnswer> PresignAsync(string outUserId, Action<JsonObject>? change = null, VerificationKey? key = null)
    {
        var body = Presign(outUserId);
        change?.Invoke(body);
        return await Merchant.CallAsync(HttpMethod.Post, "/v3/offlineface/contracts/presign", body, (key ?? PublicKey).Serial);
    }

    internal JsonObject Presign(string outUserId, VerificationKey? key = null) => new()
    {
        ["business_name"] = "K12",
        ["facepay_user"] = new JsonObject
        {
            ["out_user_id"] = outUserId,
            ["organization_id"] = Organization,
            ["identification_name"] = Encrypt("张小明", key),
            ["identification"] = new JsonObject { ["identification_type"] = "IDCARD", ["identification_number"] = Encrypt("11010519491231002X", key) },
            ["phone"] = Encrypt("13800138000", key),
        },
        ["contract_mode"] = "LIMIT_NONE",
    };

    internal JsonObject Card(string number = "6222020200112233445", string bankType = "ICBC_DEBIT") => new()
    {
        ["bank_card_number"] = Encrypt(number),
        ["identification_name"] = Encrypt("张大明"),
        ["identification"] = new JsonObject { ["identification_type"] = "IDCARD", ["identification_number"] = Encrypt("440524188001010014") },
        ["valid_thru"] = "12/30",
        ["bank_type"] = bankType,
        ["phone"] = Encrypt("13800138001"),
    };

    internal string Encrypt(string value, VerificationKey? key = null) => RawMerchant.Encrypt(key ?? PublicKey, value);

    internal Task<RawAnswer> GetUserAsync(string outUserId) =>
        Merchant.CallAsync(HttpMethod.Get, $"/v3/offlinefacemch/organizations/{Organization}/users/out-user-id/{outUserId}");

    internal Task<HttpResponseMessage> ActAsync(string outUserId, string action, JsonNode? body = null) =>
        Merchant.ControlAsync(HttpMethod.Post, $"users/{Organization}/{outUserId}/{action}", body);

    internal async Task FaultAsync(string on, string action, int? count = null, int? status = null, string? code = null, int? delayMs = null)
    {
        var fault = new JsonObject { ["on"] = on, ["action"] = action };
        Set("count", count);
        Set("status", status);
        Set("code", code);
        Set("delay_ms", delayMs);
        using var response = await Merchant.ControlAsync(HttpMethod.Post, "faults", fault);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, response.StatusCode);

        void Set(string name, JsonNode? value)
        {
            if (value is not null)
            {
                fault[name] = value;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Merchant.Dispose();
        await Host.DisposeAsync();
    }
}
