using System.Net;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>The life of a person and a contract, by the merchant's calls and the person's acts.</summary>
public sealed class PersonTests
{
    private const string User = $"/v3/offlinefacemch/organizations/{EmulatorTest.Organization}/users/out-user-id/u1";

    [Fact]
    public async Task Presigned_signed_queried_and_terminated_by_the_merchant()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.PresignAsync("u1", b =>
        {
            b["contract_mode"] = "LIMIT_BANK_CARD";
            b["limit_bank_card"] = test.Card();
        });
        using var signed = await test.ActAsync("u1", "sign");
        var user = (await test.GetUserAsync("u1")).Json;
        Assert.Equal("CONTRACTED", user.GetProperty("contract_state").GetString());
        Assert.True(user.GetProperty("face_image_ok").GetBoolean());
        var contractId = user.GetProperty("contract_id").GetString();
        var userId = user.GetProperty("user_id").GetString();

        var contract = (await test.Merchant.CallAsync(HttpMethod.Get, $"/v3/offlineface/contracts/{contractId}?appid={RawMerchant.AppId}")).Json;
        Assert.Equal(
            [contractId, RawMerchant.MchId, EmulatorTest.Organization, userId, "CONTRACTED", "LIMIT_BANK_CARD", "MERCHANT_LIMITED_BANK_CARD"],
            new[] { "contract_id", "mchid", "organization_id", "user_id", "contract_state", "contract_mode", "contract_bank_card_from" }.Select(n => contract.GetProperty(n).GetString()));
        Assert.EndsWith("+08:00", contract.GetProperty("contract_signed_time").GetString());
        Assert.False(contract.TryGetProperty("contract_terminated_time", out _));

        var terminate = $"/v3/offlinefacemch/organizations/{EmulatorTest.Organization}/users/user-id/{userId}/terminate-contract";
        var ended = await test.Merchant.CallAsync(HttpMethod.Post, terminate);
        Assert.Equal((204, 0), (ended.Status, ended.Body.Length));
        Assert.True(ended.IsSignedBy(test.PublicKey));
        Assert.Equal(204, (await test.Merchant.CallAsync(HttpMethod.Post, terminate)).Status);
        contract = (await test.Merchant.CallAsync(HttpMethod.Get, $"/v3/offlineface/contracts/{contractId}?appid={RawMerchant.AppId}")).Json;
        Assert.Equal("TERMINATED", contract.GetProperty("contract_state").GetString());
        Assert.NotEmpty(contract.GetProperty("contract_terminated_time").GetString()!);
        Assert.Equal("TERMINATED", (await test.GetUserAsync("u1")).Json.GetProperty("contract_state").GetString());
    }

    [Fact]
    public async Task A_token_out_of_date_cant_sign_and_a_fresh_one_can()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await EmulatorTest.StartAsync(o => o with { TimeProvider = time });
        await test.Merchant.ControlJsonAsync(HttpMethod.Put, "settings", new JsonObject { ["token_lifetime_s"] = 60 });
        await test.PresignAsync("u1");
        time.Advance(TimeSpan.FromSeconds(61));
        await RefusedAsync(test, "TOKEN_OUT_OF_DATE");
        await test.PresignAsync("u1");
        using var signed = await test.ActAsync("u1", "sign");
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        await RefusedAsync(test, "ALREADY_CONTRACTED");
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("expire-token")]
    public async Task After_refusing_or_expiring_only_force_signs(string action)
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.PresignAsync("u1");
        using var acted = await test.ActAsync("u1", action);
        await RefusedAsync(test, "TOKEN_OUT_OF_DATE");
        using var forced = await test.ActAsync("u1", "sign", new JsonObject { ["force"] = true, ["contract_mode"] = "LIMIT_BANK_CARD", ["mchid"] = "1999999999" });
        Assert.Equal(HttpStatusCode.OK, forced.StatusCode);
        var contractId = (await test.GetUserAsync("u1")).Json.GetProperty("contract_id").GetString();
        var contract = (await test.Merchant.CallAsync(HttpMethod.Get, $"/v3/offlineface/contracts/{contractId}?appid={RawMerchant.AppId}")).Json;
        Assert.Equal(("1999999999", "LIMIT_BANK_CARD"), (contract.GetProperty("mchid").GetString(), contract.GetProperty("contract_mode").GetString()));
    }

    [Fact]
    public async Task A_named_token_must_be_one_that_was_given_and_lives()
    {
        await using var test = await EmulatorTest.StartAsync();
        var token = (await test.PresignAsync("u1")).Json.GetProperty("presign_token").GetString();
        using var other = await test.ActAsync("u1", "sign", new JsonObject { ["token"] = "not-this-one" });
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        using var signed = await test.ActAsync("u1", "sign", new JsonObject { ["token"] = token });
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
    }

    [Fact]
    public async Task A_person_put_by_the_control_API_is_known_with_an_encrypted_name()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.Merchant.ControlJsonAsync(
            HttpMethod.Put, $"users/{EmulatorTest.Organization}/u1", new JsonObject { ["user_name"] = "王·五", ["user_type"] = "STAFF", ["occupation"] = "teacher", ["status"] = "DISABLED" });
        var user = (await test.GetUserAsync("u1")).Json;
        Assert.Equal("王·五", RawMerchant.Decrypt(user.GetProperty("user_name").GetString()!));
        Assert.Equal("teacher", user.GetProperty("staff_info").GetProperty("occupation").GetString());
        Assert.Equal("DISABLED", user.GetProperty("status").GetString());
        Assert.Equal("NOT_CONTRACTED", user.GetProperty("contract_state").GetString());
    }

    [Fact]
    public async Task Patch_changes_a_known_person_and_takes_names_encrypted_only()
    {
        await using var test = await EmulatorTest.StartAsync();
        var change = new JsonObject { ["user_name"] = test.Encrypt("赵六"), ["student_info"] = new JsonObject { ["class_name"] = "3-2" } };
        Assert.Equal(404, (await test.Merchant.CallAsync(HttpMethod.Patch, User, change, test.PublicKey.Serial)).Status);
        await test.PresignAsync("u1");
        Assert.Equal(204, (await test.Merchant.CallAsync(HttpMethod.Patch, User, change, test.PublicKey.Serial)).Status);
        var user = (await test.GetUserAsync("u1")).Json;
        Assert.Equal("赵六", RawMerchant.Decrypt(user.GetProperty("user_name").GetString()!));
        Assert.Equal("3-2", user.GetProperty("student_info").GetProperty("class_name").GetString());
        Assert.Equal(400, (await test.Merchant.CallAsync(HttpMethod.Patch, User, new JsonObject { ["user_name"] = "赵六" }, test.PublicKey.Serial)).Status);
    }

    [Fact]
    public async Task A_person_in_debt_gets_an_address_to_repay_and_cant_be_released()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.PresignAsync("u1");
        using var signed = await test.ActAsync("u1", "sign");
        var asked = new JsonObject { ["out_user_id"] = "u1", ["organization_id"] = EmulatorTest.Organization };
        Assert.Equal(404, (await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlineface/repayment-url", asked)).Status);
        await test.Merchant.ControlJsonAsync(HttpMethod.Put, $"users/{EmulatorTest.Organization}/u1", new JsonObject { ["in_debt"] = true });
        var repayment = await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlineface/repayment-url", asked);
        Assert.StartsWith("https://", repayment.Json.GetProperty("repayment_url").GetString());
        var userId = (await test.GetUserAsync("u1")).Json.GetProperty("user_id").GetString();
        var refused = await test.Merchant.CallAsync(HttpMethod.Post, $"/v3/offlinefacemch/organizations/{EmulatorTest.Organization}/users/user-id/{userId}/terminate-contract");
        Assert.Equal((403, "USER_IN_DEBT"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Photos_to_take_again_are_listed_in_pages_and_found()
    {
        await using var test = await EmulatorTest.StartAsync();
        foreach (var user in new[] { "u1", "u2", "u3" })
        {
            await test.Merchant.ControlJsonAsync(HttpMethod.Put, $"users/{EmulatorTest.Organization}/{user}", new JsonObject { ["face_collection_required"] = user != "u2" });
        }

        var first = await ListAsync("&limit=1");
        var second = await ListAsync("&limit=1&offset=1");
        Assert.Empty(await ListAsync("&offset=2"));
        Assert.NotEqual(Assert.Single(first), Assert.Single(second));
        var one = (await test.Merchant.CallAsync(HttpMethod.Get, $"/v3/offlineface/face-collections/{first[0]}")).Json;
        Assert.Equal("COLLECTION_REQUIRED", one.GetProperty("collection_state").GetString());
        Assert.Equal(404, (await test.Merchant.CallAsync(HttpMethod.Get, "/v3/offlineface/face-collections/FC0")).Status);

        async Task<List<string?>> ListAsync(string page) =>
            [.. (await test.Merchant.CallAsync(HttpMethod.Get, $"/v3/offlineface/face-collections?organization_id={EmulatorTest.Organization}{page}")).Json
                .GetProperty("face_collections").EnumerateArray().Select(c => c.GetProperty("collection_id").GetString())];
    }

    [Theory]
    [InlineData("GET", "/v3/offlinefacemch/organizations", 400)]
    [InlineData("GET", "/v3/offlinefacemch/organizations?organization_id=O404", 404)]
    [InlineData("GET", "/v3/offlinefacemch/organizations?organization_name=Haidian", 404)]
    [InlineData("GET", "/v3/offlineface/contracts/FC1", 400)]
    [InlineData("GET", "/v3/offlineface/contracts/FC1?appid=wx-of-another", 400)]
    [InlineData("GET", "/v3/offlineface/contracts/FC1?appid=wx1234567890abcdef", 404)]
    [InlineData("GET", "/v3/offlineface/face-collections", 400)]
    [InlineData("GET", "/v3/offlineface/face-collections?organization_id=O1000001&limit=101", 400)]
    [InlineData("POST", "/v3/offlinefacemch/organizations/O1000001/users/user-id/FU0/terminate-contract", 404)]
    public async Task A_call_without_its_subject_says_so(string method, string target, int expected)
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.Merchant.CallAsync(new HttpMethod(method), target);
        Assert.Equal((expected, expected == 404 ? "RESOURCE_NOT_EXISTS" : "PARAM_ERROR"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_web_session_gets_its_token()
    {
        await using var test = await EmulatorTest.StartAsync();
        var body = new JsonObject
        {
            ["scene"] = "WEBSESSION",
            ["web_init_data"] = new JsonObject { ["out_user_id"] = "u1", ["organization_id"] = EmulatorTest.Organization },
        };
        var answer = await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlinefacemch/tokens", body);
        Assert.NotEmpty(answer.Json.GetProperty("token").GetString()!);
        body["scene"] = "OTHER";
        Assert.Equal(400, (await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlinefacemch/tokens", body)).Status);
    }

    private static async Task RefusedAsync(EmulatorTest test, string code)
    {
        using var refused = await test.ActAsync("u1", "sign");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains($"\"{code}\"", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
