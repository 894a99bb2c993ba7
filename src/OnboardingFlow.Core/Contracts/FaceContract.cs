using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Contracts;

/// <summary>A contract as the contract query gives it. Members that the answer lacks are null.</summary>
/// <param name="ContractId">Its id.</param>
/// <param name="MchId">The merchant.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="UserId">WeChat Pay's id of the person.</param>
/// <param name="State">Its state.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="TerminatedAt">When it was ended.</param>
/// <param name="Mode">How it binds a bank card; null when missing or not known here.</param>
public sealed record FaceContract(
    string ContractId,
    string? MchId,
    string? OrganizationId,
    string? UserId,
    ContractState State,
    DateTimeOffset? SignedAt,
    DateTimeOffset? TerminatedAt,
    ContractMode? Mode);
