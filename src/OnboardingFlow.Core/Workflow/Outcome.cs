namespace OnboardingFlow.Core.Workflow;

/// <summary>The one end of a run.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Code">Why, as a stable word (see <see cref="OutcomeCodes"/>) or WeChat Pay's own code; null for Completed.</param>
/// <param name="Message">Why, for an operator, without personal data; null for Completed.</param>
/// <param name="EndedAt">When.</param>
/// <param name="ContractId">The contract that stands, if one does.</param>
public sealed record Outcome(OutcomeKind Kind, string? Code, string? Message, DateTimeOffset EndedAt, string? ContractId);
