using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>The object <c>limit_bank_card</c>, and the emulator's rule for cards that the bank refuses.</summary>
internal sealed record BankCard(string? Number, string? BankType)
{
    /// <summary>Cards that begin so are refused with <see cref="BusinessCodes.CardRefused"/>; no issuer has such numbers.</summary>
    internal const string RefusedPrefix = "9999";

    /// <summary>Bank types that begin so are refused with <see cref="BusinessCodes.BankNotSupported"/>.</summary>
    internal const string UnsupportedBankPrefix = "UNSUPPORTED";

    internal static BankCard Read(BodyFields card)
    {
        var number = card.OptionalSensitive("bank_card_number", FieldRules.IsCardNumber, FieldRules.CardNumber);
        card.OptionalSensitive("identification_name", FieldRules.IsName, FieldRules.Name);
        Identification.Read(card);
        if (card.Optional("valid_thru") is { } validThru && !FieldRules.IsValidThru(validThru))
        {
            throw Refusal.Parameter(card.Path("valid_thru"), FieldRules.ValidThru);
        }

        card.OptionalSensitive("phone", FieldRules.IsPhone, FieldRules.Phone);
        return new BankCard(number, card.Optional("bank_type", 32));
    }

    /// <exception cref="Refusal">403 with a business code.</exception>
    internal void RequireAccepted()
    {
        if (Number?.StartsWith(RefusedPrefix, StringComparison.Ordinal) == true)
        {
            throw Refusal.Business(BusinessCodes.CardRefused, "the bank refuses this card");
        }

        if (BankType?.StartsWith(UnsupportedBankPrefix, StringComparison.Ordinal) == true)
        {
            throw Refusal.Business(BusinessCodes.BankNotSupported, "cards of this bank can't be bound");
        }
    }
}
