using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Requests;

namespace OnboardingFlow.Core.Tests.Identity;

public sealed class IdentityChecksTests
{
    // Born 2013-01-01: 13 years old in November 2026.
    private const string ChildsNumber = "110105201301010020";

    private static readonly IdentityPolicy Lenient = new(RequireConsent: false, CardChecksum.Reject, []);

    [Fact]
    public void A_request_in_order_passes()
    {
        var result = Run(SampleRequests.Full, Lenient with { RequireConsent = true });

        Assert.Empty(result.Refusals);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_card_past_its_month_is_refused()
    {
        var request = WithCard(card => card with { ValidThru = new Sensitive("10/26") });

        Assert.Equal(["CARD_EXPIRED"], Codes(request, Lenient));
        Assert.Empty(IdentityChecks.Run(request, Lenient, new DateTimeOffset(2026, 10, 31, 15, 59, 59, TimeSpan.Zero)).Refusals);
    }

    [Theory]
    [InlineData(ContractMode.LimitBankCard, "BANK_NOT_SUPPORTED")]
    [InlineData(ContractMode.PriorityBankCard, null)]
    [InlineData(ContractMode.LimitNone, null)]
    public void An_unsupported_bank_is_refused_only_where_the_contract_is_limited_to_the_card(ContractMode mode, string? code)
    {
        var request = SampleRequests.Full with { Presign = SampleRequests.Full.Presign with { ContractMode = mode } };

        Assert.Equal(code is null ? [] : [code], Codes(request, Lenient with { UnsupportedBankTypes = ["CCB_DEBIT", "icbc_debit"] }));
    }

    [Fact]
    public void Consent_is_required_where_the_provider_says_so()
    {
        Assert.Empty(Codes(SampleRequests.Minimal, Lenient));
        Assert.Equal(["CONSENT_REQUIRED"], Codes(SampleRequests.Minimal, Lenient with { RequireConsent = true }));
    }

    [Theory]
    [InlineData(true, false, "GUARDIAN_CONSENT_REQUIRED")]
    [InlineData(true, true, null)]
    [InlineData(false, false, null)]
    public void A_child_needs_a_guardians_consent_where_consent_is_required(bool required, bool guardian, string? code)
    {
        var request = Child(guardian);

        Assert.Equal(code is null ? [] : [code], Codes(request, Lenient with { RequireConsent = required }));
    }

    [Theory]
    [InlineData(2026, 12, 31, false)]
    [InlineData(2027, 1, 1, true)]
    public void A_person_consents_from_the_fourteenth_birthday_on(int year, int month, int day, bool passes)
    {
        var noon = new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(passes, IdentityChecks.Run(Child(guardian: false), Lenient with { RequireConsent = true }, noon).Refusals.Count == 0);
    }

    [Fact]
    public void A_wrong_check_digit_of_a_card_warns_where_the_provider_says_so()
    {
        var request = WithCard(card => card with { BankCardNumber = new Sensitive("6222020200112231") });

        Assert.Equal(["CARD_NUMBER_INVALID"], Codes(request, Lenient));
        var result = Run(request, Lenient with { CardChecksum = CardChecksum.Warn });
        Assert.Empty(result.Refusals);
        Assert.Single(result.Warnings);
    }

    [Fact]
    public void Every_refusal_is_given_in_the_order_of_the_checks_and_shows_no_value()
    {
        var request = new OnboardingRequest(
            new PresignBody(
                " ",
                new FacepayUser("u1", "O1", new Sensitive("planted1"), new Identification("IDCARD", new Sensitive("planted2")), new Sensitive("planted3")),
                new LimitBankCard(new Sensitive("planted4"), new Sensitive("planted5"), ValidThru: new Sensitive("planted6"), BankType: "ICBC_DEBIT"),
                ContractMode.LimitBankCard),
            OnboardingOptions.None);

        var refusals = Run(request, new IdentityPolicy(RequireConsent: true, CardChecksum.Reject, ["ICBC_DEBIT"])).Refusals;

        Assert.Equal(
            [
                "FIELD_MISSING", "ID_NUMBER_INVALID", "NAME_INVALID", "NAME_INVALID", "PHONE_INVALID", "CARD_NUMBER_INVALID", "CARD_EXPIRED", "BANK_NOT_SUPPORTED", "CONSENT_REQUIRED",
            ],
            refusals.Select(refusal => refusal.Code));
        Assert.DoesNotContain(refusals, refusal => refusal.Message.Contains("planted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ContractMode.LimitBankCard)]
    [InlineData(ContractMode.PriorityBankCard)]
    public void A_mode_that_needs_a_card_is_refused_without_one(ContractMode mode)
    {
        var request = SampleRequests.Minimal with { Presign = SampleRequests.Minimal.Presign with { ContractMode = mode } };

        Assert.Equal("limit_bank_card is required.", Assert.Single(Run(request, Lenient).Refusals).Message);
    }

    private static IdentityCheckResult Run(OnboardingRequest request, IdentityPolicy policy) => IdentityChecks.Run(request, policy, Readers.Now);

    private static IEnumerable<string> Codes(OnboardingRequest request, IdentityPolicy policy) => Run(request, policy).Refusals.Select(refusal => refusal.Code);

    private static OnboardingRequest WithCard(Func<LimitBankCard, LimitBankCard> change) => SampleRequests.Full with
    {
        Presign = SampleRequests.Full.Presign with { LimitBankCard = change(SampleRequests.Full.Presign.LimitBankCard!) },
    };

    private static OnboardingRequest Child(bool guardian) => new(
        SampleRequests.Minimal.Presign with
        {
            FacepayUser = SampleRequests.Minimal.Presign.FacepayUser with { Identification = new Identification("IDCARD", new Sensitive(ChildsNumber)) },
        },
        new OnboardingOptions { Consent = new Consent("consent-7", Readers.Now.AddDays(-1), guardian) });
}
