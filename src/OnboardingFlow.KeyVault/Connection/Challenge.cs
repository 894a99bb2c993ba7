using System.Text;
using System.Text.RegularExpressions;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>What a vault's 401 asks for: <c>WWW-Authenticate: Bearer authorization="https://login…/TENANT", resource="https://vault.azure.net"</c>.</summary>
/// <param name="Scope">For which resource the token must be, as a scope.</param>
/// <param name="Resource">The same as an address.</param>
/// <param name="Tenant">The tenant to ask, or null.</param>
/// <param name="Claims">Claims that the token lacked (continuous access evaluation), or null.</param>
/// <remarks>Source: Azure Key Vault, "Authentication, requests and responses"; "Claims challenges" of the Microsoft identity platform.</remarks>
internal sealed partial record Challenge(string Scope, Uri Resource, string? Tenant, string? Claims)
{
    private const string DefaultScope = "/.default";

    /// <summary>Reads the header's value; null when it is no usable bearer challenge.</summary>
    public static Challenge? Read(string header)
    {
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var match in Parameter().EnumerateMatches(header))
        {
            var text = header.AsSpan(match.Index, match.Length);
            var equals = text.IndexOf('=');
            parameters.TryAdd(text[..equals].ToString(), text[(equals + 1)..].Trim('"').ToString());
        }

        var scope = parameters.GetValueOrDefault("resource") is { } resource
            ? resource.TrimEnd('/') + DefaultScope
            : parameters.GetValueOrDefault("scope");
        if (scope is null || !Uri.TryCreate(scope, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        var authority = parameters.GetValueOrDefault("authorization") ?? parameters.GetValueOrDefault("authorization_uri");
        return new Challenge(scope, address, TenantOf(authority), ClaimsOf(parameters));
    }

    /// <summary>
    /// Whether the resource is the vault's own: its host must be a parent domain of the vault's. Otherwise a hostile server could ask for a token to
    /// somebody else's resource. Source: Azure SDK, "Verify the challenge resource" (Azure.Security.KeyVault.Keys 4.4.0).
    /// </summary>
    public bool IsFor(Uri vault) => vault.Host.EndsWith("." + Resource.Host, StringComparison.OrdinalIgnoreCase);

    private static string? TenantOf(string? authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var address) && address.Segments is [_, var first, ..] ? first.TrimEnd('/') : null;

    private static string? ClaimsOf(Dictionary<string, string> parameters)
    {
        if (parameters.GetValueOrDefault("error") != "insufficient_claims" || !parameters.TryGetValue("claims", out var claims))
        {
            return null;
        }

        var bytes = new byte[claims.Length];
        return Convert.TryFromBase64String(claims, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : null;
    }

    [GeneratedRegex("[A-Za-z_]+=(\"[^\"]*\"|[^\\s,\"]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
