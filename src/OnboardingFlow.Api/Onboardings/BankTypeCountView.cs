namespace OnboardingFlow.Api.Onboardings;

/// <summary>Ended onboardings of one bank kind and code.</summary>
/// <param name="BankType">WeChat Pay's name of bank and card kind.</param>
/// <param name="Code">Why they ended; null for Completed.</param>
/// <param name="Count">How many.</param>
public sealed record BankTypeCountView(string BankType, string? Code, long Count);
