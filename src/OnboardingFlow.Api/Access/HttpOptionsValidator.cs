using Microsoft.Extensions.Options;

namespace OnboardingFlow.Api.Access;

/// <summary>Checks <c>Http</c> at the start: one line for each thing that is wrong.</summary>
internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    private const int MaxKeys = 100;
    private const int MaxNameLength = 100;

    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        var failures = new List<string>();
        failures.AddRange(options.Urls.Split(';').Where(url => !IsHttpAddress(url.Trim()))
            .Select(url => $"Http:Urls: '{url}' is not an http or https address such as http://127.0.0.1:7080."));
        if (options.ApiKeys.Count > MaxKeys)
        {
            failures.Add($"Http:ApiKeys has {options.ApiKeys.Count} keys; at most {MaxKeys} are allowed.");
        }

        for (var i = 0; i < options.ApiKeys.Count; i++)
        {
            failures.AddRange(FailuresOf(options.ApiKeys[i], $"Http:ApiKeys:{i}"));
        }

        failures.AddRange(options.ApiKeys.GroupBy(key => key.Sha256, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
            .Select(same => $"Http:ApiKeys: {string.Join(" and ", same.Select(key => $"'{key.Name}'"))} have the same Sha256; give each its own key."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> FailuresOf(ApiKeyOptions key, string path)
    {
        if (string.IsNullOrWhiteSpace(key.Name) || key.Name.Length > MaxNameLength || key.Name.Any(char.IsControl))
        {
            yield return $"{path}:Name is missing, longer than {MaxNameLength} characters or has control characters.";
        }

        if (key.Sha256.Length != 64 || !key.Sha256.All(char.IsAsciiHexDigit))
        {
            yield return $"{path}:Sha256 must be the SHA-256 of the key as 64 hexadecimal digits.";
        }

        if (key.Roles.Count == 0)
        {
            yield return $"{path}:Roles is missing; give at least one of start, read, operate.";
        }

        foreach (var role in key.Roles.Where(role => !ApiKey.TryParseRole(role, out _)))
        {
            yield return $"{path}:Roles: '{role}' is not one of start, read, operate.";
        }
    }

    // Kestrel also takes http://*:7080 and http://+:7080, which no Uri is.
    private static bool IsHttpAddress(string url) =>
        Uri.TryCreate(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
