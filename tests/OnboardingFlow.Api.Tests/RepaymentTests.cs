using System.Net;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Tests;

public sealed class RepaymentTests
{
    private const string Link = "https://payapp.weixin.qq.com/repay/secret-part";

    [Fact]
    public async Task Each_call_gives_a_new_link_and_the_log_has_only_that_somebody_asked()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await InDebtAsync(host);
        host.WeChatPay.Repayment = new RepaymentResult(new RepaymentLink(new Sensitive(Link), ApiHost.Now.AddHours(1)), null);

        var answer = (await CallAsync(host, id)).Is(HttpStatusCode.OK);
        (await CallAsync(host, id)).Is(HttpStatusCode.OK);

        Assert.Equal(Link, (string?)answer.Json["repayment_url"]);
        Assert.Equal("2026-11-23T09:00:00Z", (string?)answer.Json["expires_at"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal(2, host.WeChatPay.Count("repayment"));
        Assert.Contains(host.Log.Lines, line => line.Contains($"operator asked for repayment-url of {id}: Done", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("secret-part", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(OutcomeKind.Cancelled, OutcomeCodes.ContractNotReleased)]
    [InlineData(OutcomeKind.Completed, null)]
    public async Task Who_did_not_end_in_debt_gets_no_link_and_WeChat_Pay_is_not_asked(OutcomeKind kind, string? code)
    {
        await using var host = await ApiHost.StartAsync();
        var ended = await host.AddEndedAsync(kind, code);
        var running = await host.AddAsync(outUserId: "u2");

        (await CallAsync(host, ended)).IsProblem(HttpStatusCode.Conflict, "not_in_debt");
        (await CallAsync(host, running)).IsProblem(HttpStatusCode.Conflict, "not_in_debt");
        (await CallAsync(host, "ob-nobody")).IsProblem(HttpStatusCode.NotFound, "not_found");

        Assert.Equal(0, host.WeChatPay.Count("repayment"));
    }

    [Fact]
    public async Task What_WeChat_Pay_says_no_to_is_told_with_its_reason()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await InDebtAsync(host);

        host.WeChatPay.Repayment = RepaymentResult.NoDebt;
        (await CallAsync(host, id)).IsProblem(HttpStatusCode.Conflict, "not_in_debt");
        host.WeChatPay.Repayment = new RepaymentResult(null, new BusinessRefusal("PARAM_ERROR", "no such thing"));
        var refused = (await CallAsync(host, id)).IsProblem(HttpStatusCode.Conflict, "refused_by_wechatpay");

        Assert.Contains("PARAM_ERROR: no such thing", (string?)refused.Json["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorTypes.Transient)]
    [InlineData(ErrorTypes.KeyUnavailable)]
    public async Task What_is_out_of_reach_is_asked_for_later(string errorType)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await InDebtAsync(host);
        host.WeChatPay.Fail("repayment", errorType);

        var answer = (await CallAsync(host, id)).IsProblem(HttpStatusCode.ServiceUnavailable, "unavailable");

        Assert.NotEmpty(answer.Headers["Retry-After"]);
    }

    private static Task<string> InDebtAsync(ApiHost host) => host.AddEndedAsync(OutcomeKind.Cancelled, OutcomeCodes.RepaymentNeeded);

    private static Task<Answer> CallAsync(ApiHost host, string id) => host.OperateAsync(id, "repayment-url");
}
