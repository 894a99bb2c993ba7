using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Requests;

/// <summary>From the fields of WeChat Pay's presign body to <see cref="PresignBody"/>. Where something is missing or wrong it has an error, and a stand-in goes into the record.</summary>
internal static class PresignMapping
{
    private static readonly Sensitive Missing = new("");

    public static PresignBody Read(JsonFields? fields)
    {
        if (fields is null)
        {
            return new PresignBody("", new FacepayUser("", ""), null, ContractMode.LimitNone);
        }

        var namesMode = fields.Has("contract_mode");
        var body = new PresignBody(
            fields.RequiredString("business_name"),
            ReadUser(fields.Object("facepay_user", required: true)),
            ReadCard(fields.Object("limit_bank_card")),
            fields.Word("contract_mode", RequestWords.ContractModes) ?? ContractMode.LimitNone);
        if (!namesMode && body.LimitBankCard is not null)
        {
            // WeChat Pay's documents give no default, and the contract that is signed is held against what was asked for.
            fields.Problem("contract_mode", $"is required with limit_bank_card: one of {RequestWords.ContractModes.Allowed}");
        }

        fields.End();
        return body;
    }

    private static FacepayUser ReadUser(JsonFields? fields)
    {
        if (fields is null)
        {
            return new FacepayUser("", "");
        }

        var user = new FacepayUser(
            fields.RequiredString("out_user_id"),
            fields.RequiredString("organization_id"),
            fields.Sensitive("identification_name"),
            ReadIdentification(fields.Object("identification")),
            fields.Sensitive("phone"));
        fields.End();
        return user;
    }

    private static LimitBankCard? ReadCard(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var card = new LimitBankCard(
            fields.Sensitive("bank_card_number", required: true) ?? Missing,
            fields.Sensitive("identification_name"),
            ReadIdentification(fields.Object("identification")),
            fields.Sensitive("valid_thru"),
            fields.String("bank_type"),
            fields.Sensitive("phone"));
        fields.End();
        return card;
    }

    private static Identification? ReadIdentification(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var identification = new Identification(
            fields.RequiredString("identification_type"), fields.Sensitive("identification_number", required: true) ?? Missing);
        fields.End();
        return identification;
    }
}
