using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>A call that came with a token, and what the call log will say of it.</summary>
internal sealed class VaultRequest(HttpContext http, string operation, byte[] body)
{
    internal string Operation => operation;

    /// <summary>Scheme, host and port as the caller wrote them: ids are made from it.</summary>
    internal string BaseAddress => $"{http.Request.Scheme}://{http.Request.Host}";

    internal string Path => http.Request.Path;

    internal string Name => Route("name") ?? "";

    internal string? Version => Route("version");

    internal string? UsedVersion { get; set; }

    internal string? Algorithm { get; set; }

    internal bool UsedPrivateKey { get; set; }

    internal string? Query(string name) => http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <exception cref="VaultException">400: not the JSON that is expected.</exception>
    internal T Body<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw VaultException.BadParameter("the body is null");
        }
        catch (JsonException)
        {
            throw VaultException.BadParameter("the body isn't the JSON that this operation takes");
        }
    }

    private string? Route(string name) => http.Request.RouteValues.TryGetValue(name, out var value) ? (string?)value : null;
}
