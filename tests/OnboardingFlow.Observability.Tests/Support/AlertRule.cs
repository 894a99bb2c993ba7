namespace OnboardingFlow.Observability.Tests.Support;

/// <summary>An alert of <c>infra/prometheus</c>.</summary>
internal sealed record AlertRule(string Name, string Query, string Summary, string Description);
