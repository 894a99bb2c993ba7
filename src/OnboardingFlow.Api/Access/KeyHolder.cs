namespace OnboardingFlow.Api.Access;

/// <summary>Whoever presented a configured key.</summary>
/// <param name="Name">The key's name, never the key.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Sha256">The key's SHA-256 as the settings have it, 64 hexadecimal digits.</param>
public sealed record KeyHolder(string Name, IReadOnlySet<ApiRole> Roles, string Sha256)
{
    /// <summary>Whether the key has the role, itself or by <see cref="ApiRole.Operate"/>.</summary>
    public bool Has(ApiRole role) => Roles.Contains(role) || Roles.Contains(ApiRole.Operate);
}
