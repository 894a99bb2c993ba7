namespace OnboardingFlow.Api.Presigning;

/// <summary>What WeChat Pay's mini-program wants to know of a student.</summary>
/// <param name="ClassName">The whole name of the class.</param>
public sealed record StudentInfoView(string ClassName);
