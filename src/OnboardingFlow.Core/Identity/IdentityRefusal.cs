namespace OnboardingFlow.Core.Identity;

/// <summary>Why an identity check refuses a person.</summary>
/// <param name="Code">Stable word, the code of the outcome.</param>
/// <param name="Message">What is wrong and what to do, without personal data.</param>
internal sealed record IdentityRefusal(string Code, string Message);
