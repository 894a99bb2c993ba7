namespace OnboardingFlow.WeChatPay.SelfTest;

/// <summary>What a self-test found.</summary>
/// <param name="Fault">What is wrong; null when all that was tried holds.</param>
/// <param name="Text">What was tried, or what is wrong and how to put it right. No secrets, no personal data.</param>
public sealed record SelfTestReport(SelfTestFault? Fault, string Text);
