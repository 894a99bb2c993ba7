using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Requests;

/// <summary>
/// The rules of form that a request must keep to be taken at all. What depends on policy or on how time goes on (an expired card, an unsupported bank, a missing consent)
/// is the workflow's to refuse.
/// </summary>
public sealed class RequestValidator(TimeProvider time, IOptions<OnboardingSettings> settings)
{
    /// <summary>Longest <c>out_user_id</c> and <c>organization_id</c>.</summary>
    public const int MaxIdentifier = 64;

    private const string Presign = "presign";

    // Clocks differ a little between the sender's machines and ours.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Everything that is wrong with a request; empty when nothing is.</summary>
    public IReadOnlyList<FieldError> Validate(OnboardingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var errors = new FieldErrors();
        var presign = request.Presign;
        errors.Add($"{Presign}.business_name", TextRules.Problem(presign.BusinessName, 64));
        ValidateUser(presign.FacepayUser, errors);
        if (presign.LimitBankCard is { } card)
        {
            ValidateCard(card, errors);
        }
        else if (presign.ContractMode != ContractMode.LimitNone)
        {
            errors.Add($"{Presign}.limit_bank_card", "is required for this contract_mode: name the card, or send LIMIT_NONE");
        }

        OptionsRules.Apply(request.Options, time.GetUtcNow() + ClockTolerance, settings.Value, errors);
        return errors.All;
    }

    private void ValidateUser(FacepayUser user, FieldErrors errors)
    {
        const string path = $"{Presign}.facepay_user";
        errors.Add($"{path}.out_user_id", TextRules.IdentifierProblem(user.OutUserId, MaxIdentifier, "_-.:@|*"));
        errors.Add(
            $"{path}.organization_id",
            TextRules.IdentifierProblem(user.OrganizationId, MaxIdentifier, "_-")
            ?? (user.OrganizationId.StartsWith('O') ? null : "must begin with O: it is the id that WeChat Pay gave the school or company"));
        ValidatePerson(path, user.IdentificationName, user.Identification, user.Phone, errors);
    }

    private void ValidateCard(LimitBankCard card, FieldErrors errors)
    {
        const string path = $"{Presign}.limit_bank_card";
        errors.Add($"{path}.bank_card_number", BankCardNumber.Problem(card.BankCardNumber.Reveal(), settings.Value.CardChecksum));
        errors.Add($"{path}.valid_thru", card.ValidThru is { } validThru ? ValidThru.Problem(validThru.Reveal()) : null);
        errors.Add($"{path}.bank_type", card.BankType is { } bankType ? TextRules.IdentifierProblem(bankType, 32, "_") : null);
        ValidatePerson(path, card.IdentificationName, card.Identification, card.Phone, errors);
    }

    private void ValidatePerson(string path, Sensitive? name, Identification? identification, Sensitive? phone, FieldErrors errors)
    {
        errors.Add($"{path}.identification_name", name is null ? null : PersonName.Problem(name.Reveal()));
        errors.Add($"{path}.phone", phone is null ? null : PhoneNumber.Problem(phone.Reveal()));
        if (identification is not null)
        {
            errors.Add(
                $"{path}.identification.identification_type",
                identification.IdentificationType == Identification.IdCard ? null : $"must be {Identification.IdCard}: presign takes no other document");
            ResidentId.Read(identification.IdentificationNumber.Reveal(), ChinaDate.Of(time.GetUtcNow()), out var problem);
            errors.Add($"{path}.identification.identification_number", problem);
        }
    }
}
