using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Identity;

/// <summary>
/// The offline identity checks, in order. A new one is a method here and a line in <see cref="InOrder"/>. The rules of form are those that the door has applied
/// already; they are applied again because the policy may have changed since, and months may have ended.
/// </summary>
internal static class IdentityChecks
{
    private const int AgeOfOwnConsent = 14;

    private static readonly IReadOnlyList<Func<Subject, IEnumerable<IdentityRefusal>>> InOrder =
    [
        RequiredFields,
        IdentityNumbers,
        Names,
        Phones,
        CardNumber,
        CardExpiry,
        BankType,
        Consent,
        GuardianConsent,
    ];

    /// <summary>Runs every check.</summary>
    public static IdentityCheckResult Run(OnboardingRequest request, IdentityPolicy policy, DateTimeOffset now)
    {
        var subject = new Subject(request, policy, ChinaDate.Of(now));
        var refusals = InOrder.SelectMany(check => check(subject)).ToList();
        var card = request.Presign.LimitBankCard?.BankCardNumber.Reveal();
        IReadOnlyList<string> warnings = refusals.Count == 0 && card is not null && !BankCardNumber.HasRightCheckDigit(card)
            ? [$"limit_bank_card.bank_card_number {BankCardNumber.ChecksumProblem}"]
            : [];
        return new IdentityCheckResult(refusals, warnings);
    }

    private static IEnumerable<IdentityRefusal> RequiredFields(Subject subject)
    {
        var presign = subject.Request.Presign;
        (string Name, bool Missing)[] fields =
        [
            ("business_name", string.IsNullOrWhiteSpace(presign.BusinessName)),
            ("facepay_user.out_user_id", string.IsNullOrWhiteSpace(presign.FacepayUser.OutUserId)),
            ("facepay_user.organization_id", string.IsNullOrWhiteSpace(presign.FacepayUser.OrganizationId)),
            ("limit_bank_card", presign.ContractMode != ContractMode.LimitNone && presign.LimitBankCard is null),
        ];
        return fields.Where(field => field.Missing).Select(field => new IdentityRefusal("FIELD_MISSING", $"{field.Name} is required."));
    }

    private static IEnumerable<IdentityRefusal> IdentityNumbers(Subject subject) => Broken(
        "ID_NUMBER_INVALID",
        value =>
        {
            ResidentId.Read(value, subject.Today, out var problem);
            return problem;
        },
        ("facepay_user.identification.identification_number", subject.User.Identification?.IdentificationNumber),
        ("limit_bank_card.identification.identification_number", subject.Card?.Identification?.IdentificationNumber));

    private static IEnumerable<IdentityRefusal> Names(Subject subject) => Broken(
        "NAME_INVALID",
        PersonName.Problem,
        ("facepay_user.identification_name", subject.User.IdentificationName),
        ("limit_bank_card.identification_name", subject.Card?.IdentificationName));

    private static IEnumerable<IdentityRefusal> Phones(Subject subject) => Broken(
        "PHONE_INVALID", PhoneNumber.Problem, ("facepay_user.phone", subject.User.Phone), ("limit_bank_card.phone", subject.Card?.Phone));

    private static IEnumerable<IdentityRefusal> CardNumber(Subject subject) => Broken(
        "CARD_NUMBER_INVALID",
        value => BankCardNumber.Problem(value, subject.Policy.CardChecksum),
        ("limit_bank_card.bank_card_number", subject.Card?.BankCardNumber));

    private static IEnumerable<IdentityRefusal> CardExpiry(Subject subject) => Broken(
        "CARD_EXPIRED",
        value => ValidThru.Problem(value) ?? (ValidThru.IsPast(value, subject.Today) ? "is past: ask the person for a card that is still good" : null),
        ("limit_bank_card.valid_thru", subject.Card?.ValidThru));

    private static IEnumerable<IdentityRefusal> BankType(Subject subject)
    {
        if (subject.Request.Presign.ContractMode == ContractMode.LimitBankCard
            && subject.Card?.BankType is { } bankType
            && subject.Policy.UnsupportedBankTypes.Contains(bankType, StringComparer.OrdinalIgnoreCase))
        {
            yield return new IdentityRefusal("BANK_NOT_SUPPORTED", $"Cards of bank type {bankType} can't be bound: ask the person for another bank's card.");
        }
    }

    private static IEnumerable<IdentityRefusal> Consent(Subject subject)
    {
        if (subject.Policy.RequireConsent && subject.Request.Options.Consent is null)
        {
            yield return new IdentityRefusal("CONSENT_REQUIRED", "options.consent is required: obtain the person's consent and send its reference.");
        }
    }

    private static IEnumerable<IdentityRefusal> GuardianConsent(Subject subject)
    {
        if (subject.Policy.RequireConsent
            && subject.Request.Options.Consent is { Guardian: false }
            && subject.User.Identification is { } identification
            && ResidentId.Read(identification.IdentificationNumber.Reveal(), subject.Today, out _) is { } id
            && id.BirthDate.AddYears(AgeOfOwnConsent) > subject.Today)
        {
            yield return new IdentityRefusal(
                "GUARDIAN_CONSENT_REQUIRED", $"The person is under {AgeOfOwnConsent}: obtain a guardian's consent and send it with options.consent.guardian true.");
        }
    }

    private static IEnumerable<IdentityRefusal> Broken(string code, Func<string, string?> rule, params IEnumerable<(string Field, Sensitive? Value)> values) =>
        from field in values
        where field.Value is not null
        let problem = rule(field.Value.Reveal())
        where problem is not null
        select new IdentityRefusal(code, $"{field.Field} {problem}.");

    private sealed record Subject(OnboardingRequest Request, IdentityPolicy Policy, DateOnly Today)
    {
        public FacepayUser User => Request.Presign.FacepayUser;

        public LimitBankCard? Card => Request.Presign.LimitBankCard;
    }
}
