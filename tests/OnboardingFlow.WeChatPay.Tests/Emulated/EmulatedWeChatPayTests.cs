using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Emulators;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.OfflineFace;
using OnboardingFlow.WeChatPay.Tests.OfflineFace;

namespace OnboardingFlow.WeChatPay.Tests.Emulated;

/// <summary>Client, Key Vault client and both emulators over real HTTP: the emulator checks every signature, nonce and encrypted field as WeChat Pay does.</summary>
public sealed class EmulatedWeChatPayTests(Emulators emulators) : IClassFixture<Emulators>, IAsyncLifetime
{
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        await emulators.ClearFaultsAsync();
        _services = emulators.BuildClient(emulators.Key(SigningKeyKind.PublicKey), emulators.Key(SigningKeyKind.Certificate));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_person_is_presigned_signs_is_seen_and_released()
    {
        const string person = "student-whole";
        Assert.NotNull(await WeChatPay.FindOrganizationAsync(Emulators.OrganizationId, SigningUrgency.PersonWaiting, Token));
        Assert.Null(await FindAsync(person));
        var presigned = await WeChatPay.PresignAsync(Persons.Presign(person, Emulators.OrganizationId), Token);
        Assert.NotNull(presigned.Token);
        Assert.Equal(ContractState.NotContracted, (await FindAsync(person))!.ContractState);

        await emulators.ControlAsync(HttpMethod.Post, $"users/{Emulators.OrganizationId}/{person}/sign");
        var user = await FindAsync(person);
        Assert.Equal(ContractState.Contracted, user!.ContractState);
        var contract = await WeChatPay.FindContractAsync(Emulators.OrganizationId, user.ContractId!, null, SigningUrgency.Poll, Token);
        Assert.Equal(
            (ContractState.Contracted, WeChatPay.MchId, Emulators.OrganizationId, user.UserId, ContractMode.LimitBankCard),
            (contract!.State, contract.MchId, contract.OrganizationId, contract.UserId, contract.Mode));
        Assert.NotNull(contract.SignedAt);

        Assert.Equal(TerminateResult.Done, await WeChatPay.TerminateContractAsync(Emulators.OrganizationId, user.UserId, Token));
        Assert.Equal(TerminateResult.Done, await WeChatPay.TerminateContractAsync(Emulators.OrganizationId, user.UserId, Token));
        Assert.Equal(ContractState.Terminated, (await FindAsync(person))!.ContractState);
        Assert.All(await emulators.CallsAsync(person), c => Assert.True(c.GetProperty("signature_ok").GetBoolean()));
    }

    [Theory]
    [InlineData("presign", "drop_before")]
    [InlineData("presign", "drop_after")]
    [InlineData("presign", "bad_signature")]
    [InlineData("presign", "no_signature")]
    [InlineData("presign", "unknown_serial")]
    [InlineData("terminate", "drop_after")]
    [InlineData("terminate", "no_signature")]
    public async Task What_may_have_had_its_effect_is_told_as_unknown_after_one_call(string on, string action)
    {
        var person = $"student-{on}-{action}";
        Assert.NotNull((await WeChatPay.PresignAsync(Persons.Presign(person, Emulators.OrganizationId), Token)).Token);
        await emulators.ControlAsync(HttpMethod.Post, $"users/{Emulators.OrganizationId}/{person}/sign");
        var userId = (await FindAsync(person))!.UserId;
        var before = await emulators.LastCallAsync();

        await emulators.FaultAsync(on, action);
        var fault = await Assert.ThrowsAsync<ActivityException>(() => on == "presign"
            ? (Task)WeChatPay.PresignAsync(Persons.Presign(person, Emulators.OrganizationId), Token)
            : WeChatPay.TerminateContractAsync(Emulators.OrganizationId, userId, Token));
        Assert.Equal(ErrorTypes.ResultUnknown, fault.ErrorType);
        Assert.Equal(on, Assert.Single(await emulators.SomeCallsAsync(before)).GetProperty("operation").GetString());
    }

    [Theory]
    [InlineData("drop_before")]
    [InlineData("drop_after")]
    [InlineData("bad_signature")]
    [InlineData("no_signature")]
    [InlineData("unknown_serial")]
    [InlineData("status")]
    public async Task A_read_gets_over_a_passing_fault_of_any_kind(string action)
    {
        await emulators.FaultAsync("user", action, count: 2);
        Assert.Null(await FindAsync("student-nobody"));
        await emulators.FaultAsync("user", action, count: 3);
        Assert.Equal(ErrorTypes.Transient, (await Assert.ThrowsAsync<ActivityException>(() => FindAsync("student-nobody"))).ErrorType);
    }

    [Fact]
    public async Task Throttling_for_longer_is_left_to_the_workflow()
    {
        await emulators.ControlAsync(HttpMethod.Post, "faults", new { on = "user", action = "throttle", count = 1, delay_ms = 30_000 });
        Assert.Equal(ErrorTypes.Transient, (await Assert.ThrowsAsync<ActivityException>(() => FindAsync("student-nobody"))).ErrorType);
    }

    [Fact]
    public async Task A_refused_card_is_a_result()
    {
        await emulators.FaultAsync("presign", "status", status: 403, code: "CARD_REFUSED");
        Assert.Equal("CARD_REFUSED", (await WeChatPay.PresignAsync(Persons.Presign("student-card", Emulators.OrganizationId), Token)).Refusal!.Code);
    }

    [Fact]
    public async Task Every_endpoint_answers_in_its_type()
    {
        const string person = "student-endpoints";
        var client = _services.GetRequiredService<OfflineFaceClient>();
        await emulators.ControlAsync(HttpMethod.Put, $"users/{Emulators.OrganizationId}/{person}", new { user_name = "张三", user_type = "STUDENT", status = "NORMAL" });
        var byId = await client.GetOrganizationAsync(Emulators.OrganizationId, SigningUrgency.Poll, Token);
        var byName = await client.GetOrganizationByNameAsync(byId.Value!.OrganizationName!, SigningUrgency.Poll, Token);
        Assert.Equal(byId.Value, byName.Value);
        Assert.Null(await client.PatchUserAsync(Emulators.OrganizationId, person, new UserPatch(Phone: new(Persons.Phone), ClassName: "三年二班"), Token));
        var user = (await client.GetUserAsync(Emulators.OrganizationId, person, SigningUrgency.Poll, Token)).Value!;
        Assert.Equal(person, user.OutUserId);
        Assert.Equal("三年二班", user.StudentInfo?.ClassName);
        Assert.NotEqual("张三", user.UserName!.Reveal());
        Assert.NotEmpty((await client.CreateTokenAsync(Emulators.OrganizationId, person, Token)).Value!.Token!.Reveal());
        Assert.Empty((await client.ListFaceCollectionsAsync(Emulators.OrganizationId, 0, 20, Token)).Value!.FaceCollections!);
        Assert.False((await client.GetFaceCollectionAsync(Emulators.OrganizationId, "FC-none", Token)).Succeeded);
        Assert.False((await client.CreateRepaymentUrlAsync(Emulators.OrganizationId, person, Token)).Succeeded);
    }

    [Theory]
    [InlineData(SigningKeyKind.PublicKey)]
    [InlineData(SigningKeyKind.Certificate)]
    public async Task With_only_one_kind_of_key_it_verifies_and_encrypts(SigningKeyKind kind)
    {
        await emulators.ControlAsync(HttpMethod.Put, "settings", new { sign_with = JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) });
        try
        {
            await using var services = emulators.BuildClient(emulators.Key(kind));
            var result = await services.GetRequiredService<IWeChatPay>().PresignAsync(Persons.Presign("student-" + kind, Emulators.OrganizationId), Token);
            Assert.NotNull(result.Token);
            Assert.Equal(emulators.Key(kind).Serial, (await emulators.CallsAsync("presign"))[^1].GetProperty("wechatpay_serial").GetString());
        }
        finally
        {
            await emulators.ControlAsync(HttpMethod.Put, "settings", new { sign_with = "public_key" });
        }
    }

    [Fact]
    public async Task With_no_key_configured_certificates_are_downloaded_once_and_verify_and_encrypt()
    {
        await emulators.ControlAsync(HttpMethod.Put, "settings", new { sign_with = "certificate" });
        try
        {
            var before = await emulators.LastCallAsync();
            await using var services = emulators.BuildClient();
            var weChatPay = services.GetRequiredService<IWeChatPay>();
            Assert.NotNull(services.GetRequiredService<KeyReadiness>().Problem);
            Assert.Null(await weChatPay.FindUserAsync(Emulators.OrganizationId, "student-nobody", SigningUrgency.Poll, Token));
            Assert.NotNull((await weChatPay.PresignAsync(Persons.Presign("student-download", Emulators.OrganizationId), Token)).Token);
            Assert.Single(await emulators.CallsAsync("/v3/certificates", before));
            Assert.Null(services.GetRequiredService<KeyReadiness>().Problem);
            Assert.Equal(
                emulators.Key(SigningKeyKind.Certificate).Serial, (await emulators.CallsAsync("presign", before))[^1].GetProperty("wechatpay_serial").GetString());
        }
        finally
        {
            await emulators.ControlAsync(HttpMethod.Put, "settings", new { sign_with = "public_key" });
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IWeChatPay WeChatPay => _services.GetRequiredService<IWeChatPay>();

    private Task<FaceUser?> FindAsync(string outUserId) => WeChatPay.FindUserAsync(Emulators.OrganizationId, outUserId, SigningUrgency.Poll, Token);
}
