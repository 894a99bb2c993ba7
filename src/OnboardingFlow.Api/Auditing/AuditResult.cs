namespace OnboardingFlow.Api.Auditing;

/// <summary>How it went.</summary>
/// <param name="Verdict"><c>done</c>, <c>refused</c>, <c>not_found</c>, <c>dry_run</c> or <c>fault</c>.</param>
/// <param name="Code">Why it was refused, as a stable word, or null.</param>
public sealed record AuditResult(string Verdict, string? Code = null)
{
    /// <summary>It broke off; what was done by then stays done.</summary>
    public static AuditResult Fault { get; } = new("fault");

    /// <summary>For an operation in bulk: matched, done, refused.</summary>
    public (int Matched, int Done, int Refused)? Counts { get; init; }
}
