using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

public sealed class PresignTests
{
    [Fact]
    public async Task A_presign_gives_a_token_and_makes_the_person_known()
    {
        await using var test = await EmulatorTest.StartAsync();
        Assert.Equal(404, (await test.GetUserAsync("u1")).Status);
        var answer = await test.PresignAsync("u1", b =>
        {
            b["contract_mode"] = "LIMIT_BANK_CARD";
            b["limit_bank_card"] = test.Card();
        });
        Assert.Equal(200, answer.Status);
        Assert.NotEmpty(answer.Json.GetProperty("presign_token").GetString()!);
        var user = (await test.GetUserAsync("u1")).Json;
        Assert.Equal("NOT_CONTRACTED", user.GetProperty("contract_state").GetString());
        Assert.Equal("张小明", RawMerchant.Decrypt(user.GetProperty("user_name").GetString()!));
    }

    [Fact]
    public async Task Fields_encrypted_with_the_certificate_are_taken_when_the_header_names_it()
    {
        await using var test = await EmulatorTest.StartAsync();
        var body = test.Presign("u1", test.Certificate);
        Assert.Equal(200, (await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlineface/contracts/presign", body, test.Certificate.Serial)).Status);
        var other = await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlineface/contracts/presign", test.Presign("u1", test.Certificate), test.PublicKey.Serial);
        Assert.Equal((400, "PARAM_ERROR"), (other.Status, other.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("12345678901234567890")]
    [InlineData("PUB_KEY_ID_0000000000000000000000000000000000")]
    public async Task A_header_that_names_no_key_is_a_PARAM_ERROR_when_there_are_encrypted_fields(string? serial)
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlineface/contracts/presign", test.Presign("u1"), serial);
        Assert.Equal((400, "PARAM_ERROR"), (answer.Status, answer.Code));
        Assert.Equal("Wechatpay-Serial", answer.Json.GetProperty("detail").GetProperty("field").GetString());
    }

    public static TheoryData<string, string> Wrong => new(Spoilers.Select(s => (s.Key, s.Value.Field)));

    private static readonly Dictionary<string, (string Field, Action<EmulatorTest, JsonObject> Spoil)> Spoilers = new()
    {
        ["no business name"] = ("/business_name", (_, b) => b.Remove("business_name")),
        ["no user"] = ("/facepay_user", (_, b) => b.Remove("facepay_user")),
        ["no out_user_id"] = ("/facepay_user/out_user_id", (_, b) => b["facepay_user"]!.AsObject().Remove("out_user_id")),
        ["number for a string"] = ("/facepay_user/out_user_id", (_, b) => b["facepay_user"]!["out_user_id"] = 7),
        ["organization without O"] = ("/facepay_user/organization_id", (_, b) => b["facepay_user"]!["organization_id"] = "1000001"),
        ["name in clear"] = ("/facepay_user/identification_name", (_, b) => b["facepay_user"]!["identification_name"] = "张小明"),
        ["phone of 10 digits"] = ("/facepay_user/phone", (t, b) => b["facepay_user"]!["phone"] = t.Encrypt("1380013800")),
        ["passport"] = ("/facepay_user/identification/identification_type", (_, b) => b["facepay_user"]!["identification"]!["identification_type"] = "PASSPORT_NO"),
        ["short identity number"] = (
            "/facepay_user/identification/identification_number", (t, b) => b["facepay_user"]!["identification"]!["identification_number"] = t.Encrypt("110105491231002")),
        ["unknown mode"] = ("/contract_mode", (_, b) => b["contract_mode"] = "SOME"),
        ["LIMIT without card"] = ("/limit_bank_card", (_, b) => b["contract_mode"] = "LIMIT_BANK_CARD"),
        ["PRIORITY without card"] = ("/limit_bank_card", (_, b) => b["contract_mode"] = "PRIORITY_BANK_CARD"),
        ["card with letters"] = ("/limit_bank_card/bank_card_number", (t, b) => b["limit_bank_card"] = t.Card("62220202001122334AB")),
        ["valid_thru yy/mm"] = ("/limit_bank_card/valid_thru", (t, b) =>
        {
            b["limit_bank_card"] = t.Card();
            b["limit_bank_card"]!["valid_thru"] = "30/12";
        }
        ),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_a_PARAM_ERROR_that_names_it(string how, string field)
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.PresignAsync("u1", b => Spoilers[how].Spoil(test, b));
        Assert.Equal((400, "PARAM_ERROR"), (answer.Status, answer.Code));
        Assert.Equal(field, answer.Json.GetProperty("detail").GetProperty("field").GetString());
        Assert.Equal(404, (await test.GetUserAsync("u1")).Status);
    }

    [Fact]
    public async Task An_unknown_organization_is_RESOURCE_NOT_EXISTS()
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.PresignAsync("u1", b => b["facepay_user"]!["organization_id"] = "O404");
        Assert.Equal((404, "RESOURCE_NOT_EXISTS"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("9999020200112233445", "ICBC_DEBIT", "CARD_REFUSED")]
    [InlineData("6222020200112233445", "UNSUPPORTED_DEBIT", "BANK_NOT_SUPPORTED")]
    public async Task A_card_that_the_bank_refuses_is_a_business_refusal(string number, string bankType, string code)
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.PresignAsync("u1", b => b["limit_bank_card"] = test.Card(number, bankType));
        Assert.Equal((403, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_disabled_person_is_refused()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.Merchant.ControlJsonAsync(HttpMethod.Put, $"users/{EmulatorTest.Organization}/u1", new JsonObject { ["user_name"] = "李四", ["status"] = "DISABLED" });
        var answer = await test.PresignAsync("u1");
        Assert.Equal((403, "USER_DISABLED"), (answer.Status, answer.Code));
    }
}
