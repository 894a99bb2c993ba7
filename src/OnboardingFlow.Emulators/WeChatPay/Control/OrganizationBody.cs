namespace OnboardingFlow.Emulators.WeChatPay.Control;

/// <summary>An organization as the control API takes it.</summary>
internal sealed record OrganizationBody(string? OrganizationName = null);
