using System.Text.Json.Serialization;

namespace OnboardingFlow.Api.Health;

/// <summary>Answer of <c>/readyz</c>.</summary>
/// <param name="Status"><c>ready</c> or <c>not_ready</c>.</param>
public sealed record ReadinessView(string Status)
{
    /// <summary>Each check; only for callers whose key has <c>read</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReadinessCheckView>? Checks { get; init; }
}
