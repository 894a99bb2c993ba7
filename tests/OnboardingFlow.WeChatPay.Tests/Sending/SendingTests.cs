using Microsoft.AspNetCore.Http;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Tests.Doubles;
using OnboardingFlow.WeChatPay.Tests.OfflineFace;

namespace OnboardingFlow.WeChatPay.Tests.Sending;

/// <summary>What is believed, what is repeated, and what is told as unknown, against one host.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    private const string User = """{"user_id":"U1","status":"NORMAL","contract_state":"NOT_CONTRACTED"}""";

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

    [Theory]
    [InlineData(400, "PARAM_ERROR")]
    [InlineData(404, "RESOURCE_NOT_EXISTS")]
    [InlineData(401, "SIGN_ERROR")]
    public async Task An_error_that_is_not_signed_is_never_a_fact(int status, string code)
    {
        _host.Handler = (_, http) => _host.WriteAsync(http, status, $$"""{"code":"{{code}}","message":"x"}""", sign: false);
        Assert.Equal(ErrorTypes.Transient, (await FindFailsAsync()).ErrorType);
        Assert.Equal(3, _host.Requests.Count);
        Assert.Equal(ErrorTypes.Transient, (await PresignFailsAsync()).ErrorType);
        Assert.Equal(ErrorTypes.Transient, (await TerminateFailsAsync()).ErrorType);
        Assert.Equal(5, _host.Requests.Count);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("forged")]
    [InlineData("twice")]
    [InlineData("unknown serial")]
    [InlineData("old")]
    [InlineData("probe")]
    public async Task A_success_whose_signature_does_not_hold_is_no_answer(string what)
    {
        _host.Handler = (_, http) => _host.WriteAsync(
            http,
            200,
            """{"user_id":"U1","presign_token":"T"}""",
            sign: what != "none",
            at: what == "old" ? DateTimeOffset.UtcNow.AddMinutes(-6) : null,
            change: headers =>
            {
                switch (what)
                {
                    case "forged":
                        headers["Wechatpay-Nonce"] = "another";
                        break;
                    case "twice":
                        headers.Append("Wechatpay-Nonce", headers["Wechatpay-Nonce"]);
                        break;
                    case "unknown serial":
                        headers["Wechatpay-Serial"] = "PUB_KEY_ID_9";
                        break;
                    case "probe":
                        headers["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/xyz";
                        break;
                }
            });
        Assert.Equal(ErrorTypes.Transient, (await FindFailsAsync()).ErrorType);
        Assert.Equal(3, _host.Requests.Count);
        var fault = await PresignFailsAsync();
        Assert.Equal(ErrorTypes.ResultUnknown, fault.ErrorType);
        Assert.Contains("can't be believed", fault.Message, StringComparison.Ordinal);
        Assert.Contains("REQ-1", fault.Message, StringComparison.Ordinal);
        Assert.Equal(4, _host.Requests.Count);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/json")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("application/json, text/html")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_signed_success_that_does_not_say_it_is_JSON_is_no_answer(string? type)
    {
        _host.Handler = (_, http) => _host.WriteAsync(http, 200, """{"user_id":"U1","presign_token":"T"}""", change: h => h.ContentType = type);
        Assert.Equal(ErrorTypes.Transient, (await FindFailsAsync()).ErrorType);
        Assert.Equal(3, _host.Requests.Count);
        var fault = await PresignFailsAsync();
        Assert.Equal(ErrorTypes.ResultUnknown, fault.ErrorType);
        Assert.Contains("isn't JSON (Request-ID REQ-1)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task JSON_may_be_written_in_several_ways(string type)
    {
        _host.Handler = (_, http) => _host.WriteAsync(http, 200, User, change: h => h.ContentType = type);
        Assert.Equal("U1", (await FindAsync())!.UserId);
    }

    [Fact]
    public async Task An_answer_without_a_body_needs_no_type()
    {
        _host.Answers(204, "");
        Assert.Equal(TerminateResult.Done, await _client.WeChatPay.TerminateContractAsync("O1", "U1", Token));
    }

    [Fact]
    public async Task A_signed_error_that_is_not_JSON_counts_by_its_status_only()
    {
        _host.Handler = (_, http) => _host.WriteAsync(http, 400, """{"code":"SYSTEM_ERROR"}""", change: h => h.ContentType = "text/html");
        var refused = await _client.WeChatPay.PresignAsync(Persons.Presign(), Token);
        Assert.Equal("HTTP_400", refused.Refusal!.Code);
    }

    [Fact]
    public async Task An_unsigned_refusal_of_our_signature_is_named_in_what_is_told()
    {
        _host.Handler = (_, http) => _host.WriteAsync(http, 401, """{"code":"SIGN_ERROR","message":"签名错误"}""", sign: false);
        Assert.Contains("401 SIGN_ERROR", (await FindFailsAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeatable_call_is_repeated_under_a_new_timestamp_nonce_and_signature()
    {
        _host.Handler = (_, http) => _host.Requests.Count < 3 ? _host.WriteAsync(http, 500, """{"code":"SYSTEM_ERROR"}""") : _host.WriteAsync(http, 200, User);
        Assert.Equal("U1", (await FindAsync())!.UserId);
        Assert.Equal(3, _host.Requests.Count);
        Assert.Equal(3, _host.Requests.Select(r => r.Part("nonce")).Distinct().Count());
        Assert.Equal(3, _host.Requests.Select(r => r.Part("signature")).Distinct().Count());
        Assert.All(_host.Requests, r => Assert.True(r.IsSignedBy(_client.Vault.Key(Client.KeyVersion))));
    }

    [Fact]
    public async Task What_asks_first_is_not_repeated_after_an_unknown_result()
    {
        _host.Handler = (_, http) => _host.WriteAsync(http, 500, """{"code":"SYSTEM_ERROR","message":"try 13800138000"}""");
        var fault = await PresignFailsAsync();
        Assert.Equal(ErrorTypes.ResultUnknown, fault.ErrorType);
        Assert.DoesNotContain("138", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorTypes.ResultUnknown, (await TerminateFailsAsync()).ErrorType);
        Assert.Equal(2, _host.Requests.Count);
    }

    [Fact]
    public async Task A_call_dropped_after_it_was_sent_is_unknown_even_on_a_connection_that_was_used_before()
    {
        _host.Answers(200, """{"presign_token":"T"}""");
        await _client.WeChatPay.PresignAsync(Persons.Presign(), Token);
        _host.Handler = Drop;
        Assert.Equal(ErrorTypes.ResultUnknown, (await PresignFailsAsync()).ErrorType);
        Assert.Equal(2, _host.Requests.Count);
        _host.Answers(204, "");
        await _client.WeChatPay.TerminateContractAsync("O1", "U1", Token);
        _host.Handler = Drop;
        Assert.Equal(ErrorTypes.ResultUnknown, (await TerminateFailsAsync()).ErrorType);
        Assert.Equal(4, _host.Requests.Count);
    }

    [Fact]
    public async Task No_nonce_is_ever_sent_twice_whatever_the_connection_does()
    {
        _host.Answers(200, User);
        await FindAsync();
        _host.Handler = Drop;
        Assert.Equal(ErrorTypes.Transient, (await FindFailsAsync()).ErrorType);
        Assert.Equal(4, _host.Requests.Count);
        Assert.Equal(4, _host.Requests.Select(r => r.Part("nonce")).Distinct().Count());
    }

    [Fact]
    public async Task Throttling_is_repeated_even_for_what_asks_first()
    {
        _host.Handler = (_, http) => _host.Requests.Count < 2
            ? _host.WriteAsync(http, 429, """{"code":"FREQUENCY_LIMITED"}""")
            : _host.WriteAsync(http, 200, """{"presign_token":"T"}""");
        Assert.NotNull((await _client.WeChatPay.PresignAsync(Persons.Presign(), Token)).Token);
        Assert.Equal(2, _host.Requests.Count);
    }

    [Fact]
    public async Task A_long_Retry_After_is_left_to_the_caller()
    {
        _host.Handler = (_, http) => _host.WriteAsync(http, 429, """{"code":"FREQUENCY_LIMITED"}""", change: h => h.RetryAfter = "60");
        Assert.Equal(ErrorTypes.Transient, (await FindFailsAsync()).ErrorType);
        Assert.Single(_host.Requests);
    }

    [Theory]
    [InlineData(401, "SIGN_ERROR", "WeChatPay:MerchantKeys")]
    [InlineData(403, "NO_AUTH", "open offline face payment")]
    [InlineData(400, "APPID_MCHID_NOT_MATCH", "Bind WeChatPay:AppId")]
    [InlineData(404, "MCH_NOT_EXISTS", "Correct WeChatPay:MchId")]
    public async Task What_only_an_operator_can_put_right_is_not_repeated_and_says_how(int status, string code, string fix)
    {
        _host.Answers(status, $$"""{"code":"{{code}}","message":"x"}""");
        var fault = await FindFailsAsync();
        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains(code, fault.Message, StringComparison.Ordinal);
        Assert.Contains(fix, fault.Message, StringComparison.Ordinal);
        Assert.Single(_host.Requests);
    }

    [Fact]
    public async Task An_answer_longer_than_a_mebibyte_is_no_answer()
    {
        _host.Answers(200, $$"""{"user_id":"{{new string('u', 1024 * 1024)}}"}""");
        Assert.Equal(ErrorTypes.Transient, (await FindFailsAsync()).ErrorType);
    }

    [Fact]
    public async Task A_fault_of_the_vault_passes_through_and_nothing_is_sent()
    {
        _client.Vault.BeforeSigning = _ => throw new ActivityException(ErrorTypes.Configuration, "the key is disabled");
        Assert.Equal(ErrorTypes.Configuration, (await PresignFailsAsync()).ErrorType);
        Assert.Empty(_host.Requests);
    }

    [Fact]
    public async Task The_callers_cancellation_is_one()
    {
        using var stop = new CancellationTokenSource();
        _host.Handler = async (_, http) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.WeChatPay.PresignAsync(Persons.Presign(), stop.Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task Drop(StubRequest request, HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private Task<FaceUser?> FindAsync() => _client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token);

    private Task<ActivityException> FindFailsAsync() => Assert.ThrowsAsync<ActivityException>(FindAsync);

    private Task<ActivityException> PresignFailsAsync() =>
        Assert.ThrowsAsync<ActivityException>(() => _client.WeChatPay.PresignAsync(Persons.Presign(), Token));

    private Task<ActivityException> TerminateFailsAsync() =>
        Assert.ThrowsAsync<ActivityException>(() => _client.WeChatPay.TerminateContractAsync("O1", "U1", Token));
}
