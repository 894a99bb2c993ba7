namespace OnboardingFlow.Core.Contracts;

/// <summary>A person as WeChat Pay knows them.</summary>
/// <param name="UserId">WeChat Pay's id of the person.</param>
/// <param name="Enabled">Status NORMAL; DISABLED (or a value not known here) is false.</param>
/// <param name="ContractState">State of the person's contract.</param>
/// <param name="ContractId">The contract, when there is or was one.</param>
public sealed record FaceUser(string UserId, bool Enabled, ContractState ContractState, string? ContractId);
