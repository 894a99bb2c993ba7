using System.Text.Json;
using System.Text.RegularExpressions;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>The codes of an error answer.</summary>
/// <param name="Outer">Such as <c>Forbidden</c>.</param>
/// <param name="Inner">Such as <c>ForbiddenByRbac</c>, or null.</param>
internal sealed partial record VaultErrorCode(string Outer, string? Inner)
{
    private static readonly VaultErrorCode None = new("without error code", null);

    /// <summary>Reads <c>{"error":{"code","message","innererror":{"code"}}}</c>; anything else (a proxy's page) has no code.</summary>
    public static VaultErrorCode Read(BinaryData? body)
    {
        if (body is null)
        {
            return None;
        }

        try
        {
            var error = JsonSerializer.Deserialize(body, VaultJson.Default.VaultErrorBody)?.Error;
            return Known(error?.Code) is { } outer ? new VaultErrorCode(outer, Known(error?.Innererror?.Code)) : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    public override string ToString() => Inner is null ? Outer : $"{Outer}/{Inner}";

    // It goes into error texts: only what looks like a code does.
    private static string? Known(string? code) => code is not null && CodeShape().IsMatch(code) ? code : null;

    [GeneratedRegex(@"\A[A-Za-z0-9]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodeShape();
}
