namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>An organization.</summary>
internal sealed record OrganizationAnswer(string OrganizationId, string OrganizationName);
