namespace OnboardingFlow.LocalHost.Sqlite.Audit;

/// <summary>One action of an operator.</summary>
/// <param name="Number">Number of the entry, growing.</param>
/// <param name="At">When it began.</param>
/// <param name="Who">Name of the API key.</param>
/// <param name="Via"><c>api</c> or <c>page</c>.</param>
/// <param name="Action">What.</param>
/// <param name="Target">To which.</param>
/// <param name="Verdict">How it went; null while that isn't known, and for good when the host was killed meanwhile.</param>
/// <param name="Code">Why it was refused, or null.</param>
/// <param name="Matched">In bulk: how many the filter matched.</param>
/// <param name="Done">In bulk: how many were done.</param>
/// <param name="Refused">In bulk: how many were refused.</param>
public sealed record AuditEntry(
    long Number, DateTimeOffset At, string Who, string Via, string Action, string Target, string? Verdict, string? Code, long? Matched, long? Done, long? Refused);
