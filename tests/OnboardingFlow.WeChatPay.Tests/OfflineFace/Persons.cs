using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.WeChatPay.Tests.OfflineFace;

/// <summary>Requests about made-up persons.</summary>
internal static class Persons
{
    public const string IdNumber = "11010519491231002X";
    public const string CardNumber = "6222021234567890128";
    public const string Phone = "13800138000";

    public static PresignBody Presign(string outUserId = "student-1", string organizationId = "O1000001") => new(
        "K12",
        new FacepayUser(outUserId, organizationId, new("张三"), new Identification(Identification.IdCard, new(IdNumber)), new(Phone)),
        new LimitBankCard(
            new(CardNumber), new("李四"), new Identification(Identification.IdCard, new("440524188001010014")), new("12/30"), "ICBC_DEBIT", new("13900139000")),
        ContractMode.LimitBankCard);
}
