using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>A presign with a named bank card: seven fields go encrypted.</summary>
internal static class SamplePresign
{
    /// <summary>About as long as the body on the wire: each encrypted value has 344 characters.</summary>
    public const int WireLength = 3000;

    private const string Child = "张小明";
    private const string ChildNumber = "11010520120315432X";
    private const string ChildPhone = "13800000000";
    private const string Parent = "张伟";
    private const string ParentNumber = "11010519850620123X";
    private const string ParentPhone = "13900000000";
    private const string Card = "6222020000000000018";

    /// <summary>The values that go encrypted, for the baseline to encrypt.</summary>
    public static IReadOnlyList<string> Sensitive { get; } = [Child, ChildNumber, ChildPhone, Parent, ParentNumber, ParentPhone, Card];

    public static PresignBody Body { get; } = new(
        "K12",
        new FacepayUser("student-1", "O1000001", new(Child), new Identification(Identification.IdCard, new(ChildNumber)), new(ChildPhone)),
        new LimitBankCard(new(Card), new(Parent), new Identification(Identification.IdCard, new(ParentNumber)), null, "ICBC_DEBIT", new(ParentPhone)),
        ContractMode.LimitBankCard);
}
