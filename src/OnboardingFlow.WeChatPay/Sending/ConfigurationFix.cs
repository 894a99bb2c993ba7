namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>What puts a fault of configuration right, by WeChat Pay's code: an onboarding that needs attention shows it to who can.</summary>
internal static class ConfigurationFix
{
    /// <summary>The fix, one sentence.</summary>
    /// <param name="code">WeChat Pay's code, or <c>HTTP_</c> and the status when the answer has none.</param>
    public static string For(string code) => code switch
    {
        "SIGN_ERROR" or "HTTP_401" =>
            "Check that each Serial of WeChatPay:MerchantKeys is the certificate of its KeyVersion, that WeChatPay:MchId is theirs, and this machine's clock.",
        "NO_AUTH" => "Have the merchant platform open offline face payment for this merchant.",
        "APPID_MCHID_NOT_MATCH" => "Bind WeChatPay:AppId (or the request's appid) to the merchant in the merchant platform, or correct it.",
        "MCH_NOT_EXISTS" => "Correct WeChatPay:MchId.",
        _ => "Check WeChatPay:MchId and WeChatPay:MerchantKeys, and the merchant's permissions in the merchant platform.",
    };
}
