namespace OnboardingFlow.Api.Access;

/// <summary>A configured key, ready to be compared.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Sha256">32 bytes.</param>
/// <param name="Roles">Its roles.</param>
internal sealed record ApiKey(string Name, byte[] Sha256, IReadOnlySet<ApiRole> Roles)
{
    public static ApiKey From(ApiKeyOptions options) => new(
        options.Name,
        Convert.FromHexString(options.Sha256),
        options.Roles.Select(word => TryParseRole(word, out var role) ? role : throw new ArgumentException($"Unknown role '{word}'.", nameof(options))).ToHashSet());

    public static bool TryParseRole(string word, out ApiRole role)
    {
        (var known, role) = word.ToLowerInvariant() switch
        {
            "start" => (true, ApiRole.Start),
            "read" => (true, ApiRole.Read),
            "operate" => (true, ApiRole.Operate),
            _ => (false, default),
        };
        return known;
    }

    public bool Has(ApiRole role) => Roles.Contains(role) || Roles.Contains(ApiRole.Operate);
}
