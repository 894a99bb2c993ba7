using System.Text.Json.Serialization;

namespace OnboardingFlow.Core.Publishing;

/// <summary>Data of <see cref="EventTypes.ContractTerminated"/>.</summary>
/// <param name="Id">Instance id of the onboarding that had completed.</param>
/// <param name="OutUserId">The provider's id of the person.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="ContractId">The contract that is gone.</param>
/// <param name="TerminatedAt">When that was seen.</param>
public sealed record ContractTerminatedEventData(
    string Id,
    string OutUserId,
    string OrganizationId,
    string ContractId,
    [property: JsonConverter(typeof(UtcTimeConverter))] DateTimeOffset TerminatedAt);
