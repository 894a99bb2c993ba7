using Microsoft.Extensions.Configuration;

namespace OnboardingFlow.Api.Access;

/// <summary>Configuration section <c>Http</c>.</summary>
public sealed class HttpOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Http";

    /// <summary>Where the host listens; several addresses are separated by semicolons.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:7080";

    /// <summary>The keys that callers may present.</summary>
    public IList<ApiKeyOptions> ApiKeys { get; } = [];

    /// <summary>Takes what a configuration section says. A key's roles may be a list or one text with commas (handy in environment variables).</summary>
    internal void Read(IConfigurationSection section)
    {
        Urls = section[nameof(Urls)] ?? Urls;
        foreach (var child in section.GetSection(nameof(ApiKeys)).GetChildren())
        {
            var key = new ApiKeyOptions { Name = child[nameof(ApiKeyOptions.Name)] ?? "", Sha256 = child[nameof(ApiKeyOptions.Sha256)] ?? "" };
            var roles = child.GetSection(nameof(ApiKeyOptions.Roles));
            var words = roles.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ?? roles.GetChildren().Select(role => role.Value ?? "");
            foreach (var word in words)
            {
                key.Roles.Add(word);
            }

            ApiKeys.Add(key);
        }
    }
}
