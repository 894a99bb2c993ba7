namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>The plaintext of an echo's callback. Its second member is spelt otherwise than the answer's.</summary>
/// <remarks>Source: "商户签名验签/加解密测试回调" (pay.weixin.qq.com/doc/v3/merchant/4015164042), as Senparc.Weixin's SecurityEchoNotifyJson has it too.</remarks>
internal sealed record EchoCallback(string EchoMessage, string? EncryptEchoMessage);
