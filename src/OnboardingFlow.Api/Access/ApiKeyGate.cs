using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using OnboardingFlow.Api.Http;

namespace OnboardingFlow.Api.Access;

/// <summary>Lets callers in by <c>Authorization: Bearer KEY</c>. The same gate stands before every route on both hosts.</summary>
public sealed class ApiKeyGate
{
    private const string Scheme = "Bearer";
    private const int MaxKeyLength = 512;

    private readonly LiveApiKeys _keys;

    internal ApiKeyGate(LiveApiKeys keys) => _keys = keys;

    /// <summary>Null when the caller's key has the role; else the 401 or 403 to answer.</summary>
    public Task<IResult?> AuthorizeAsync(HttpContext context, ApiRole role)
    {
        var key = Find(context.Request);
        IResult? refusal = key switch
        {
            null => Unauthorized(),
            _ when key.Has(role) => null,
            _ => Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Forbidden", $"The key '{key.Name}' doesn't have the role {Word(role)}."),
        };
        context.Items[typeof(ApiKeyGate)] = key?.Name;
        return Task.FromResult(refusal);
    }

    /// <summary>Whether the caller presents a key with the role; for answers that show more to those who do.</summary>
    public bool Allows(HttpContext context, ApiRole role) => Find(context.Request)?.Has(role) ?? false;

    /// <summary>Whose key this is, or null; for a host's page where one signs in with a key.</summary>
    public KeyHolder? Recognize(string presented)
    {
        ArgumentNullException.ThrowIfNull(presented);
        return presented.Length is > 0 and <= MaxKeyLength && FindKey(presented) is { } key ? HolderOf(key) : null;
    }

    /// <summary>The same key as it is configured now; null when it isn't any more. For a page where one stays signed in.</summary>
    public KeyHolder? Now(KeyHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return Find(Convert.FromHexString(holder.Sha256)) is { } key ? HolderOf(key) : null;
    }

    /// <summary>Name of the key that <see cref="AuthorizeAsync"/> found on this request, or null.</summary>
    internal static string? CallerOf(HttpContext context) => context.Items[typeof(ApiKeyGate)] as string;

    private static string Word(ApiRole role) => role.ToString().ToLowerInvariant();

    private static WithHeader Unauthorized() => new WithHeader(
        "WWW-Authenticate",
        Scheme,
        Problems.Of(StatusCodes.Status401Unauthorized, "unauthorized", "Unauthorized", "Give a valid API key: Authorization: Bearer KEY."));

    private ApiKey? Find(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase)
            || header.AsSpan(Scheme.Length).Trim() is not { Length: > 0 and <= MaxKeyLength } presented)
        {
            return null;
        }

        return FindKey(presented.ToString());
    }

    private static KeyHolder HolderOf(ApiKey key) => new(key.Name, key.Roles, Convert.ToHexString(key.Sha256));

    private ApiKey? FindKey(string presented) => Find(SHA256.HashData(Encoding.UTF8.GetBytes(presented)));

    private ApiKey? Find(byte[] hash)
    {
        ApiKey? found = null;
        foreach (var key in _keys.Current)
        {
            // All of them, each in constant time: how long it takes says nothing about which keys there are.
            found = CryptographicOperations.FixedTimeEquals(key.Sha256, hash) ? key : found;
        }

        return found;
    }
}
