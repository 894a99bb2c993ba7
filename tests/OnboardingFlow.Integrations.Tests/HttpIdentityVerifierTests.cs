using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Integrations.Tests;

public sealed class HttpIdentityVerifierTests
{
    private static readonly OnboardingRequest Request = new(
        new PresignBody(
            "K12",
            new FacepayUser(
                "u1", "O1", new Sensitive("张三"), new Identification(Identification.IdCard, new Sensitive("11010519491231002X")), new Sensitive("13800138000")),
            new LimitBankCard(new Sensitive("6222020000000000000")),
            ContractMode.LimitBankCard),
        OnboardingOptions.None);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_person_is_sent_with_the_idempotency_key_and_without_the_bank_card()
    {
        await using var verifier = await LoopbackServer.StartAsync();
        verifier.Answer = context => context.Response.WriteAsync("""{"outcome":"pass"}""");
        await using var services = Services(verifier);

        await services.Get<IIdentityVerifier>().VerifyAsync(Request, "key-1", Cancel);

        var request = Assert.Single(verifier.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("key-1", request.Headers["Idempotency-Key"]);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("Content-Length", request.Headers.Keys);
        using var json = JsonDocument.Parse(request.Body);
        var root = json.RootElement;
        Assert.Equal("O1", root.GetProperty("organization_id").GetString());
        Assert.Equal("u1", root.GetProperty("out_user_id").GetString());
        Assert.Equal("张三", root.GetProperty("identification_name").GetString());
        Assert.Equal("11010519491231002X", root.GetProperty("identification").GetProperty("identification_number").GetString());
        Assert.Equal("13800138000", root.GetProperty("phone").GetString());
        Assert.Equal(5, root.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("""{"outcome":"pass"}""", VerificationOutcome.Pass, null)]
    [InlineData("""{"outcome":"fail","code":"NAME_MISMATCH"}""", VerificationOutcome.Fail, "NAME_MISMATCH")]
    [InlineData("""{"outcome":"review","code":null}""", VerificationOutcome.Review, null)]
    [InlineData("""{"outcome":"pass","score":0.9,"why":["face"]}""", VerificationOutcome.Pass, null)]
    public async Task The_verdict_is_read(string answer, VerificationOutcome outcome, string? code)
    {
        await using var verifier = await LoopbackServer.StartAsync();
        verifier.Answer = context => context.Response.WriteAsync(answer);
        await using var services = Services(verifier);

        Assert.Equal(new IdentityVerdict(outcome, code), await services.Get<IIdentityVerifier>().VerifyAsync(Request, "key-1", Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"outcome":null}""")]
    [InlineData("""{"outcome":"PASS"}""")]
    [InlineData("""{"outcome":"maybe"}""")]
    [InlineData("""{"outcome":1}""")]
    [InlineData("""{"outcome":"pass","outcome":"fail"}""")]
    [InlineData("""{"outcome":"fail","code":"13800138000 is not his"}""")]
    [InlineData("""{"outcome":"fail","code":""}""")]
    [InlineData("""{"outcome":"pass"} and more""")]
    [InlineData("""{"outcome":"pa""")]
    public async Task An_answer_of_another_form_is_refused_and_not_quoted(string answer)
    {
        await using var verifier = await LoopbackServer.StartAsync();
        verifier.Answer = context => context.Response.WriteAsync(answer);
        await using var services = Services(verifier);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => services.Get<IIdentityVerifier>().VerifyAsync(Request, "key-1", Cancel));

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.DoesNotContain("13800138000", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_answer_is_refused()
    {
        await using var verifier = await LoopbackServer.StartAsync();
        verifier.Answer = context => context.Response.WriteAsync(new string(' ', 100_000) + """{"outcome":"pass"}""");
        await using var services = Services(verifier);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => services.Get<IIdentityVerifier>().VerifyAsync(Request, "key-1", Cancel));

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
    }

    [Theory]
    [InlineData(204, ErrorTypes.Configuration)]
    [InlineData(302, ErrorTypes.Configuration)]
    [InlineData(401, ErrorTypes.Configuration)]
    [InlineData(429, ErrorTypes.Transient)]
    [InlineData(502, ErrorTypes.Transient)]
    public async Task Another_status_is_a_fault(int status, string errorType)
    {
        await using var verifier = await LoopbackServer.StartAsync();
        verifier.Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        await using var services = Services(verifier);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => services.Get<IIdentityVerifier>().VerifyAsync(Request, "key-1", Cancel));

        Assert.Equal(errorType, fault.ErrorType);
    }

    [Fact]
    public async Task A_verifier_out_of_reach_is_asked_again()
    {
        await using var services = new TestServices("UseDevelopmentStorage=true", null, null, ("Onboarding:VerifierUrl", "http://127.0.0.1:1/"));

        var fault = await Assert.ThrowsAsync<ActivityException>(() => services.Get<IIdentityVerifier>().VerifyAsync(Request, "k", Cancel));

        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
    }

    [Fact]
    public async Task Without_an_address_there_is_no_verifier()
    {
        await using var services = new TestServices("UseDevelopmentStorage=true");

        Assert.Null(services.Find<IIdentityVerifier>());
    }

    private static TestServices Services(LoopbackServer verifier) =>
        new("UseDevelopmentStorage=true", null, null, ("Onboarding:VerifierUrl", verifier.Address.ToString()));
}
