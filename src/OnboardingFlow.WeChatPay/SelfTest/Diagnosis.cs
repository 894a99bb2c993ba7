using System.Globalization;
using OnboardingFlow.WeChatPay.Sending;
using OnboardingFlow.WeChatPay.Signatures;

namespace OnboardingFlow.WeChatPay.SelfTest;

/// <summary>Says what an attempt that ended otherwise than with a success means, and what to do.</summary>
internal static class Diagnosis
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The likeliest cause. An unsigned answer is believed here as far as a hint goes: WeChat Pay doesn't sign what it answers to a wrong signature. The clock comes first, since
    /// a wrong one makes good signatures look bad on both sides.
    /// </summary>
    public static SelfTestReport Of(Attempt attempt, string signedAs) => attempt switch
    {
        { AheadBy: { } ahead } when ahead.Duration() > Window => new(SelfTestFault.Clock, Clock(ahead)),
        { Problem.Code: "SIGN_ERROR" } => new(
            SelfTestFault.SerialKeyMismatch,
            $"WeChat Pay refused our signature: {attempt.Reason}. Check in WeChatPay:MerchantKeys that certificate serial {signedAs} is valid in the merchant platform and that "
            + "KeyVersion is the version of KeyVault:SigningKey that holds this certificate's private key; check WeChatPay:MchId."),
        { Problem.Status: >= 400, Disbelieved: SignatureFault.Missing } => new(
            SelfTestFault.Refused, $"WeChat Pay refused the self-test: {attempt.Reason}."),
        { Disbelieved: SignatureFault.UnknownSerial } => new(SelfTestFault.PlatformKey, $"WeChat Pay signs with a key that isn't trusted here: {attempt.Reason}."),
        { Disbelieved: not null } => new(
            SelfTestFault.PlatformKey,
            $"An answer isn't signed as WeChat Pay's: {attempt.Reason}. Check that each PEM of WeChatPay:PublicKeys belongs to its Serial, and that WeChatPay:BaseAddress is WeChat Pay's."),
        { Problem: { } problem } => new(SelfTestFault.Refused, $"WeChat Pay refused the self-test: {problem.Describe()}. Check WeChatPay:MchId and the merchant's permissions."),
        { Answer.Problem: { } problem } => new(
            SelfTestFault.Refused,
            $"WeChat Pay refused the self-test: {problem.Describe()}. If it can't decrypt, check that each PEM of WeChatPay:PublicKeys belongs to its Serial; if it refuses the address, check WeChatPay:SelfTest:NotifyUrl."),
        _ => new(
            SelfTestFault.Network,
            $"WeChat Pay gives no answer: {attempt.Reason}. Check the way out to WeChatPay:BaseAddress and :StandbyAddress (name resolution, firewall, proxy, TLS)."),
    };

    private static string Clock(TimeSpan ahead) => string.Create(
        CultureInfo.InvariantCulture,
        $"Our clock is {(long)ahead.Duration().TotalSeconds} s {(ahead > TimeSpan.Zero ? "behind" : "ahead of")} WeChat Pay's; 300 s are allowed. Set this machine's time by NTP.");
}
