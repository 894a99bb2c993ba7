using System.Text.Json.Serialization;

namespace OnboardingFlow.Api.Health;

/// <summary>How one check went.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Ready">Whether it can be used.</param>
/// <param name="Reason">Why not and what to do, or null.</param>
/// <param name="DurationMs">How long the check took, in milliseconds.</param>
public sealed record ReadinessCheckView(string Name, bool Ready, string? Reason, long DurationMs)
{
    /// <summary>What is in use, such as the serial of the key that encrypts; left out when there is nothing to tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }
}
