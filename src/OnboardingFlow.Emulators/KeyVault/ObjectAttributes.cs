using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>What a key or secret carries besides its value; times in seconds since 1970.</summary>
internal sealed record ObjectAttributes
{
    [JsonPropertyName("enabled")]
    public bool? Enabled { get; init; }

    [JsonPropertyName("nbf")]
    public long? NotBefore { get; init; }

    [JsonPropertyName("exp")]
    public long? Expires { get; init; }

    [JsonPropertyName("exportable")]
    public bool? Exportable { get; init; }

    [JsonPropertyName("created")]
    public long? Created { get; init; }

    [JsonPropertyName("updated")]
    public long? Updated { get; init; }

    /// <summary>"Purgeable": deleting is at once and for good, as in a vault without soft delete.</summary>
    [JsonPropertyName("recoveryLevel")]
    public string? RecoveryLevel { get; init; }

    [JsonIgnore]
    internal bool IsEnabled => Enabled ?? true;

    internal static ObjectAttributes New(ObjectAttributes? asked, DateTimeOffset now) => new()
    {
        Enabled = asked?.Enabled ?? true,
        NotBefore = asked?.NotBefore,
        Expires = asked?.Expires,
        Created = now.ToUnixTimeSeconds(),
        Updated = now.ToUnixTimeSeconds(),
        RecoveryLevel = "Purgeable",
    };

    internal ObjectAttributes Updating(ObjectAttributes? asked, DateTimeOffset now) => this with
    {
        Enabled = asked?.Enabled ?? Enabled,
        NotBefore = asked?.NotBefore ?? NotBefore,
        Expires = asked?.Expires ?? Expires,
        Updated = now.ToUnixTimeSeconds(),
    };
}
