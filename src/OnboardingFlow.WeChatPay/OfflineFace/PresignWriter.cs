using OnboardingFlow.Core.Requests;
using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>Writes a presign body for the wire: names, identity numbers, card number and phones encrypted.</summary>
internal static class PresignWriter
{
    public static PresignBodyJson Write(PresignBody body, FieldEncryption encryption) => new(
        body.BusinessName,
        new FacepayUserJson(
            body.FacepayUser.OutUserId,
            encryption.Encrypt(body.FacepayUser.IdentificationName),
            body.FacepayUser.OrganizationId,
            Write(body.FacepayUser.Identification, encryption),
            encryption.Encrypt(body.FacepayUser.Phone)),
        body.LimitBankCard is { } card ? Write(card, encryption) : null,
        WireWords.Of(body.ContractMode));

    // WeChat Pay documents valid_thru and bank_type as not encrypted.
    private static LimitBankCardJson Write(LimitBankCard card, FieldEncryption encryption) => new(
        encryption.Encrypt(card.BankCardNumber),
        encryption.Encrypt(card.IdentificationName),
        Write(card.Identification, encryption),
        card.ValidThru?.Reveal(),
        card.BankType,
        encryption.Encrypt(card.Phone));

    private static IdentificationJson? Write(Identification? identification, FieldEncryption encryption) =>
        identification is null ? null : new(identification.IdentificationType, encryption.Encrypt(identification.IdentificationNumber));
}
