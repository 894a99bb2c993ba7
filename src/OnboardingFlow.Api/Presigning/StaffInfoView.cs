namespace OnboardingFlow.Api.Presigning;

/// <summary>What WeChat Pay's mini-program wants to know of a staff member.</summary>
/// <param name="Occupation">The occupation.</param>
public sealed record StaffInfoView(string Occupation);
