using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.WeChatPay.Tests.Doubles;

namespace OnboardingFlow.WeChatPay.Tests.OfflineFace;

public sealed class WeChatPayGatewayTests : IAsyncLifetime
{
    private StubHost _host = null!;
    private Client _client = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await StubHost.StartAsync();
        _client = Client.Build(Client.Settings(_host));
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Presign_encrypts_exactly_the_sensitive_fields_with_one_key()
    {
        _host.Answers(200, """{"presign_token":"TOKEN-1"}""");
        var before = DateTimeOffset.UtcNow;
        var result = await _client.WeChatPay.PresignAsync(Persons.Presign(), Token);
        Assert.Equal("TOKEN-1", result.Token!.Reveal());
        Assert.InRange(result.ExpiresAt!.Value, before.AddMinutes(5), DateTimeOffset.UtcNow.AddMinutes(5));

        var call = Assert.Single(_host.Requests);
        Assert.Equal("POST", call.Method);
        Assert.Equal("/v3/offlineface/contracts/presign", call.RawTarget);
        Assert.Equal(PlatformSide.DefaultSerial, call.Headers["Wechatpay-Serial"]);
        Assert.True(call.IsSignedBy(_client.Vault.Key(Client.KeyVersion)));
        Assert.Equal(Client.Serial, call.Part("serial"));

        var body = JsonDocument.Parse(call.Body).RootElement;
        var user = body.GetProperty("facepay_user");
        var card = body.GetProperty("limit_bank_card");
        Assert.Equal("K12", body.GetProperty("business_name").GetString());
        Assert.Equal("LIMIT_BANK_CARD", body.GetProperty("contract_mode").GetString());
        Assert.Equal("student-1", user.GetProperty("out_user_id").GetString());
        Assert.Equal("IDCARD", user.GetProperty("identification").GetProperty("identification_type").GetString());
        Assert.Equal("12/30", card.GetProperty("valid_thru").GetString());
        Assert.Equal("ICBC_DEBIT", card.GetProperty("bank_type").GetString());
        Assert.Equal("张三", Open(user.GetProperty("identification_name")));
        Assert.Equal(Persons.IdNumber, Open(user.GetProperty("identification").GetProperty("identification_number")));
        Assert.Equal(Persons.Phone, Open(user.GetProperty("phone")));
        Assert.Equal(Persons.CardNumber, Open(card.GetProperty("bank_card_number")));
        Assert.Equal("李四", Open(card.GetProperty("identification_name")));
        Assert.Equal("440524188001010014", Open(card.GetProperty("identification").GetProperty("identification_number")));
        Assert.Equal("13900139000", Open(card.GetProperty("phone")));
        var text = Encoding.UTF8.GetString(call.Body);
        Assert.DoesNotContain(Persons.IdNumber, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Persons.CardNumber, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_given_is_not_sent()
    {
        _host.Answers(200, """{"presign_token":"T"}""");
        await _client.WeChatPay.PresignAsync(new PresignBody("K12", new FacepayUser("u1", "O1"), null, ContractMode.LimitNone), Token);
        Assert.Equal(
            """{"business_name":"K12","facepay_user":{"out_user_id":"u1","organization_id":"O1"},"contract_mode":"LIMIT_NONE"}""",
            Encoding.UTF8.GetString(Assert.Single(_host.Requests).Body));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    public async Task A_refused_card_is_a_result_whose_text_is_masked(int status)
    {
        _host.Answers(status, """{"code":"CARD_REFUSED","message":"银行卡 6222021234567890128 姓名\"张三\"不支持","detail":{"value":"13800138000"}}""");
        var result = await _client.WeChatPay.PresignAsync(Persons.Presign(), Token);
        Assert.Null(result.Token);
        Assert.Equal(new BusinessRefusal("CARD_REFUSED", "银行卡 * 姓名***不支持"), result.Refusal);
        Assert.Single(_host.Requests);
    }

    [Theory]
    [InlineData("""{"user_id":"U1","status":"NORMAL","contract_state":"CONTRACTED","contract_id":"C1"}""", true, ContractState.Contracted, "C1")]
    [InlineData("""{"use_id":"U1","status":"DISABLED","contract_state":"TERMINATED","contract_id":"C1","user_type":"STUFF"}""", false, ContractState.Terminated, "C1")]
    [InlineData("""{"user_id":"U1","status":"NEW_VALUE","contract_state":"SOMETHING","contract_id":""}""", false, ContractState.NotContracted, null)]
    [InlineData("""{"user_id":"U1","status":"NORMAL","contract_state":null,"face_image_ok":true,"extra":{"deep":[1,{"a":null}]},"user_name":"Y2lwaGVy"}""", true, ContractState.NotContracted, null)]
    [InlineData("""{"user_id":"U1","status":"NORMAL","user_name":{"odd":1},"student_info":{"class_name":7}}""", true, ContractState.NotContracted, null)]
    public async Task A_user_is_read_whatever_is_missing_null_extra_or_new(string json, bool enabled, ContractState state, string? contractId)
    {
        _host.Answers(200, json);
        Assert.Equal(new FaceUser("U1", enabled, state, contractId), await _client.WeChatPay.FindUserAsync("O1", "u/1 ü", SigningUrgency.Poll, Token));
        var call = Assert.Single(_host.Requests);
        Assert.Equal("/v3/offlinefacemch/organizations/O1/users/out-user-id/u%2F1%20%C3%BC", call.RawTarget);
        Assert.True(call.IsSignedBy(_client.Vault.Key(Client.KeyVersion)));
        Assert.Equal(new SigningClass(SigningUrgency.Poll, "O1"), Assert.Single(_client.Vault.Signings).Class);
    }

    [Fact]
    public async Task A_signed_404_is_believed()
    {
        _host.Answers(404, """{"code":"RESOURCE_NOT_EXISTS","message":"no such user"}""");
        Assert.Null(await _client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token));
        Assert.Null(await _client.WeChatPay.FindContractAsync("O1", "C1", null, SigningUrgency.Poll, Token));
        Assert.Null(await _client.WeChatPay.FindOrganizationAsync("O1", SigningUrgency.Poll, Token));
        Assert.Equal(TerminateResult.Done, await _client.WeChatPay.TerminateContractAsync("O1", "U1", Token));
    }

    [Fact]
    public async Task A_contract_is_read_with_its_times_and_asked_for_under_the_configured_app()
    {
        _host.Answers(200, """
            {"contract_id":"C1","mchid":"1900000001","organization_id":"O1","use_id":"U1","openid":"o","contract_state":"TERMINATED",
             "contract_signed_time":"2026-11-20T10:00:00+08:00","contract_terminated_time":"2026-11-21T10:00:00+08:00","contract_mode":"PRIORITY_BANK_CARD","contract_bank_card_from":"USER_SELECT_FREE"}
            """);
        var contract = await _client.WeChatPay.FindContractAsync("O1", "C1", null, SigningUrgency.PersonWaiting, Token);
        Assert.Equal(
            new FaceContract(
                "C1",
                "1900000001",
                "O1",
                "U1",
                ContractState.Terminated,
                new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero),
                ContractMode.PriorityBankCard),
            contract);
        await _client.WeChatPay.FindContractAsync("O1", "C1", "wxOTHER", SigningUrgency.Poll, Token);
        Assert.Equal(["/v3/offlineface/contracts/C1?appid=wx8888888888888888", "/v3/offlineface/contracts/C1?appid=wxOTHER"], _host.Requests.Select(r => r.RawTarget));
    }

    [Fact]
    public async Task Terminate_has_no_body_and_needs_none_back()
    {
        _host.Answers(204, "");
        Assert.Equal(TerminateResult.Done, await _client.WeChatPay.TerminateContractAsync("O1", "U1", Token));
        var call = Assert.Single(_host.Requests);
        Assert.Equal("/v3/offlinefacemch/organizations/O1/users/user-id/U1/terminate-contract", call.RawTarget);
        Assert.Empty(call.Body);
        Assert.True(call.IsSignedBy(_client.Vault.Key(Client.KeyVersion)));
    }

    [Fact]
    public async Task A_person_in_debt_is_told_apart_from_other_refusals()
    {
        _host.Answers(403, """{"code":"USER_IN_DEBT","message":"the user has to repay first"}""");
        Assert.True((await _client.WeChatPay.TerminateContractAsync("O1", "U1", Token)).Refusal!.InDebt);
        _host.Answers(400, """{"code":"INVALID_REQUEST","message":"the user has no contract"}""");
        Assert.False((await _client.WeChatPay.TerminateContractAsync("O1", "U1", Token)).Refusal!.InDebt);
    }

    [Fact]
    public async Task A_repayment_link_is_given_with_its_end_and_its_refusals_are_told_apart()
    {
        _host.Answers(200, """{"repayment_url":"https://payapp.weixin.qq.com/x","expire_at":"2026-11-20T10:00:00+08:00"}""");
        var given = await _client.WeChatPay.CreateRepaymentLinkAsync("O1", "u1", Token);
        Assert.Equal(("https://payapp.weixin.qq.com/x", new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero)), (given.Link!.Url.Reveal(), given.Link.ExpiresAt));
        Assert.DoesNotContain("payapp", given.ToString(), StringComparison.Ordinal);
        var call = Assert.Single(_host.Requests);
        Assert.Equal("POST /v3/offlineface/repayment-url", $"{call.Method} {call.RawTarget}");
        Assert.Equal("""{"out_user_id":"u1","organization_id":"O1"}""", Encoding.UTF8.GetString(call.Body));

        _host.Answers(404, """{"code":"RESOURCE_NOT_EXISTS","message":"no debt"}""");
        Assert.Equal(RepaymentResult.NoDebt, await _client.WeChatPay.CreateRepaymentLinkAsync("O1", "u1", Token));
        _host.Answers(400, """{"code":"INVALID_REQUEST","message":"no"}""");
        Assert.Equal(new BusinessRefusal("INVALID_REQUEST", "no"), (await _client.WeChatPay.CreateRepaymentLinkAsync("O1", "u1", Token)).Refusal);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"repayment_url":"http://payapp.weixin.qq.com/x"}""")]
    [InlineData("""{"repayment_url":"javascript:alert(1)"}""")]
    public async Task What_is_no_https_address_is_no_repayment_link(string json)
    {
        _host.Answers(200, json);
        var fault = await Assert.ThrowsAsync<ActivityException>(() => _client.WeChatPay.CreateRepaymentLinkAsync("O1", "u1", Token));
        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
        Assert.DoesNotContain("payapp", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_found_organization_is_asked_for_once_even_by_many_at_the_same_time()
    {
        _host.Answers(200, """{"organization_id":"O1","organization_name":"实验小学"}""");
        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _client.WeChatPay.FindOrganizationAsync("O1", SigningUrgency.PersonWaiting, Token)));
        Assert.All(found, o => Assert.Equal(new Organization("O1", "实验小学"), o));
        Assert.Equal("/v3/offlinefacemch/organizations?organization_id=O1", Assert.Single(_host.Requests).RawTarget);
    }

    [Fact]
    public async Task An_organization_that_is_not_found_is_asked_for_again()
    {
        _host.Answers(404, """{"code":"RESOURCE_NOT_EXISTS","message":""}""");
        Assert.Null(await _client.WeChatPay.FindOrganizationAsync("O1", SigningUrgency.Poll, Token));
        _host.Answers(200, """{"organization_id":"O1","organization_name":"实验小学"}""");
        Assert.NotNull(await _client.WeChatPay.FindOrganizationAsync("O1", SigningUrgency.Poll, Token));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json 13800138000")]
    public async Task An_authentic_answer_of_another_form_is_a_passing_fault_that_shows_nothing_of_it(string json)
    {
        _host.Answers(200, json);
        var fault = await Assert.ThrowsAsync<ActivityException>(() => _client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token));
        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
        Assert.DoesNotContain("13800138000", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorTypes.ResultUnknown, (await Assert.ThrowsAsync<ActivityException>(() => _client.WeChatPay.PresignAsync(Persons.Presign(), Token))).ErrorType);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task An_id_that_would_change_the_path_is_not_sent(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _client.WeChatPay.FindUserAsync("O1", id, SigningUrgency.Poll, Token));
        Assert.Empty(_host.Requests);
    }

    [Fact]
    public void The_port_names_the_merchant() => Assert.Equal("1900000001", _client.WeChatPay.MchId);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Open(JsonElement field) =>
        Encoding.UTF8.GetString(_host.Platform.Rsa.Decrypt(Convert.FromBase64String(field.GetString()!), RSAEncryptionPadding.OaepSHA1));
}
