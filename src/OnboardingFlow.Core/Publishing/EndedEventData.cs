using System.Text.Json.Serialization;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Publishing;

/// <summary>Data of <see cref="EventTypes.Ended"/>. Every field is always there: what has no value is null.</summary>
/// <param name="Id">Instance id.</param>
/// <param name="Run">Number of the run.</param>
/// <param name="OutUserId">The provider's id of the person.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Code">Why, or null.</param>
/// <param name="ContractId">The contract that stands, or null.</param>
/// <param name="EndedAt">When.</param>
public sealed record EndedEventData(
    string Id,
    int Run,
    string OutUserId,
    string OrganizationId,
    OutcomeKind Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ContractId,
    [property: JsonConverter(typeof(UtcTimeConverter))] DateTimeOffset EndedAt);
