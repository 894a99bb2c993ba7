using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Sealing;

namespace OnboardingFlow.Core.Tests;

public sealed class OnboardingSettingsTests
{
    [Fact]
    public void Defaults_are_those_of_the_contract()
    {
        var settings = Read();

        Assert.Equal(TimeSpan.FromHours(72), settings.Deadline);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.PollMin);
        Assert.Equal(TimeSpan.FromHours(1), settings.PollMax);
        Assert.Equal(TimeSpan.FromHours(72), settings.ReviewTimeout);
        Assert.Equal(TimeSpan.FromDays(7), settings.AttentionTimeout);
        Assert.Equal(TimeSpan.FromDays(30), settings.EraseAfter);
        Assert.False(settings.RequireConsent);
        Assert.Equal(CardChecksum.Reject, settings.CardChecksum);
        Assert.Null(settings.VerifierUrl);
        Assert.False(settings.AllowPrivateNotifyUrl);
        Assert.Empty(settings.UnsupportedBankTypes);
    }

    [Fact]
    public void Every_key_is_read()
    {
        var settings = Read(
            ("Deadline", "PT1H"), ("PollMin", "00:00:01"), ("PollMax", "00:00:05"), ("ReviewTimeout", "48:00:00"), ("AttentionTimeout", "P1D"), ("EraseAfter", "1.00:00:00"),
            ("RequireConsent", "TRUE"), ("CardChecksum", "warn"), ("VerifierUrl", "https://verifier.example/check"), ("AllowPrivateNotifyUrl", "true"),
            ("UnsupportedBankTypes:0", "ICBC_DEBIT"), ("UnsupportedBankTypes:1", "CCB_DEBIT"));

        Assert.Equal(TimeSpan.FromHours(1), settings.Deadline);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.PollMin);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.PollMax);
        Assert.Equal(TimeSpan.FromHours(48), settings.ReviewTimeout);
        Assert.Equal(TimeSpan.FromDays(1), settings.AttentionTimeout);
        Assert.Equal(TimeSpan.FromDays(1), settings.EraseAfter);
        Assert.Equal(new Uri("https://verifier.example/check"), settings.VerifierUrl);
        Assert.True(settings.AllowPrivateNotifyUrl);
        Assert.Equal(CardChecksum.Warn, settings.IdentityPolicy.CardChecksum);
        Assert.True(settings.IdentityPolicy.RequireConsent);
        Assert.Equal(["ICBC_DEBIT", "CCB_DEBIT"], settings.IdentityPolicy.UnsupportedBankTypes);
    }

    [Fact]
    public void Bank_types_may_be_one_text_with_commas() =>
        Assert.Equal(["ICBC_DEBIT", "CCB_DEBIT"], Read(("UnsupportedBankTypes", "ICBC_DEBIT, CCB_DEBIT,")).UnsupportedBankTypes);

    [Fact]
    public void Every_wrong_value_gets_a_line_of_its_own()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read(
            ("Deadline", "P31D"), ("PollMin", "soon"), ("ReviewTimeout", "00:00:00"), ("RequireConsent", "perhaps"), ("CardChecksum", "ignore"), ("VerifierUrl", "http://verifier.example/?key=s3cret")));

        Assert.Equal(
            ["Onboarding:CardChecksum", "Onboarding:Deadline", "Onboarding:PollMin", "Onboarding:RequireConsent", "Onboarding:ReviewTimeout", "Onboarding:VerifierUrl"],
            exception.Failures.Select(failure => failure.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("s3cret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Polls_cannot_shrink()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read(("PollMin", "02:00:00")));

        Assert.Contains("PollMax (01:00:00) is shorter than Onboarding:PollMin (02:00:00)", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_gets_everything_by_one_call()
    {
        using var keys = new RsaKeys();
        await using var services = new ServiceCollection()
            .AddSingleton<IKeys>(keys)
            .AddSingleton<IDataKeyStore>(new MemoryDataKeys())
            .AddSingleton<ISecrets>(new FixedSecrets("fingerprint-secret-of-the-tests"))
            .AddOnboardingCore(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        var request = RequestJson.Serialize(Requests.SampleRequests.Full);

        var sealedText = await services.GetRequiredService<Sealer>().SealNewAsync("ob-1", SealPurposes.Request, request, TestContext.Current.CancellationToken);

        Assert.Equal(request, await services.GetRequiredService<Sealer>().OpenAsync(sealedText.Envelope, "ob-1", SealPurposes.Request, TestContext.Current.CancellationToken));
        Assert.NotNull(services.GetRequiredService<RequestReader>().ReadOpened(request).Request);
        Assert.NotNull(services.GetRequiredService<Fingerprints>());
    }

    private static OnboardingSettings Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Onboarding:{pair.Key}", (string?)pair.Value)))
            .Build();
        using var services = new ServiceCollection().AddOnboardingCore(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<OnboardingSettings>>().Value;
    }
}
