namespace OnboardingFlow.Core.Activities;

/// <summary>Which contract to compare with which request.</summary>
/// <param name="SealedRequest">Envelope of the request.</param>
/// <param name="ContractId">The contract.</param>
/// <param name="UserId">WeChat Pay's id of the person, as the user query gave it.</param>
public sealed record VerifyContractInput(string SealedRequest, string ContractId, string UserId);
