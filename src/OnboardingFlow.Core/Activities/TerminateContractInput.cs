namespace OnboardingFlow.Core.Activities;

/// <summary>Whose contract to end.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="UserId">WeChat Pay's id of the person.</param>
public sealed record TerminateContractInput(string OrganizationId, string UserId);
