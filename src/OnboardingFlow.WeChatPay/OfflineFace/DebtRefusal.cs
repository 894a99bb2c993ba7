using OnboardingFlow.WeChatPay.Sending;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>Tells the refusal to release a person in debt from others.</summary>
/// <remarks>WeChat Pay documents that such a person must repay first, but not the code it answers with: the words for debt are looked for in code and text.</remarks>
internal static class DebtRefusal
{
    private static readonly string[] _words = ["DEBT", "REPAY", "ARREAR", "欠款", "还款", "欠费"];

    public static bool Is(ApiProblem problem) =>
        _words.Any(w => problem.Code.Contains(w, StringComparison.OrdinalIgnoreCase) || problem.Message.Contains(w, StringComparison.OrdinalIgnoreCase));
}
