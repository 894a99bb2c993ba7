namespace OnboardingFlow.Api.Auditing;

/// <summary>What somebody is about to do.</summary>
/// <param name="Who">Name of the API key.</param>
/// <param name="Via">How: <c>api</c> or <c>page</c>.</param>
/// <param name="Action">What, as the API calls it, e.g. <c>retry</c> or <c>bulk/retry</c>.</param>
/// <param name="Target">To which: an instance id, a message id, or a filter (see <see cref="AuditTargets"/>).</param>
public sealed record AuditOrder(string Who, string Via, string Action, string Target);
