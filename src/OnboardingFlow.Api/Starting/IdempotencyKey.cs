using Microsoft.AspNetCore.Http;

namespace OnboardingFlow.Api.Starting;

/// <summary>The header <c>Idempotency-Key</c>: a caller's own id of a request.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>Reads the header; <paramref name="problem"/> says what is wrong with it, if anything.</summary>
    public static string? Read(IHeaderDictionary headers, out string? problem)
    {
        problem = null;
        var values = headers[Header];
        if (values.Count == 0)
        {
            return null;
        }

        if (values is [{ Length: > 0 and <= MaxLength } key] && key.All(character => character is >= ' ' and <= '~') && !string.IsNullOrWhiteSpace(key))
        {
            return key;
        }

        problem = $"must be sent once and have 1 to {MaxLength} printable ASCII characters";
        return null;
    }
}
