namespace OnboardingFlow.Core.Workflow;

/// <summary>How a run ends, before it is recorded and published.</summary>
internal sealed record RunEnd(OutcomeKind Kind, string? Code, string? Message, string? ContractId);
