using System.Net;
using System.Text.RegularExpressions;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Api.Tests;

public sealed partial class OpenApiTests
{
    [Fact]
    public async Task The_document_has_every_route_with_its_role_and_answers()
    {
        await using var host = await ApiHost.StartAsync();

        var document = (await host.CallAsync("GET", "/openapi/v1.json", null)).Is(HttpStatusCode.OK).Json;

        foreach (var row in AccessTests.Routes)
        {
            var (method, path, role) = row.Data;
            if (path == "/metrics")
            {
                continue;
            }

            var operation = document["paths"]![Template(path)]![method.ToLowerInvariant()]!;
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.Contains($"the role {role}", (string)operation["description"]!, StringComparison.Ordinal);
            Assert.True(operation["security"]![0]!.AsObject().ContainsKey("api_key"));
            Assert.True(operation["responses"]!.AsObject().ContainsKey("401"));
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
        }

        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["api_key"]!["scheme"]);
        Assert.Null(document["paths"]!["/healthz"]!["get"]!["security"]);
    }

    [Fact]
    public void The_table_of_docs_has_every_route()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "api.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Calls(CellEnd().Split(line)[1]))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(AccessTests.Routes.Select(row => $"{row.Data.Item1} {Template(row.Data.Item2)}").Except(documented));
    }

    [Fact]
    public async Task The_document_names_fields_and_words_as_the_API_writes_them()
    {
        await using var host = await ApiHost.StartAsync();

        var document = (await host.CallAsync("GET", "/openapi/v1.json", null)).Json;

        var schemas = document["components"]!["schemas"]!;
        Assert.True(schemas["OnboardingView"]!["properties"]!.AsObject().ContainsKey("waiting_until"), schemas["OnboardingView"]!.ToJsonString());
        Assert.Contains("AwaitingContract", schemas["OnboardingStep"]!["enum"]!.AsArray().Select(word => (string?)word));
        var list = document["paths"]!["/api/onboardings"]!["get"]!["parameters"]!.AsArray();
        Assert.Contains("continuation_token", list.Select(parameter => (string?)parameter!["name"]));
        Assert.NotNull(document["paths"]!["/api/onboardings/{id}/review"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]);
    }

    private static string Template(string path) => path
        .Replace("/ob-x", "/{id}", StringComparison.Ordinal)
        .Replace("/m1", "/{message_id}", StringComparison.Ordinal)
        .Replace("/bulk/retry", "/bulk/{action}", StringComparison.Ordinal)
        .Replace("/bulk/purge", "/bulk/{action}", StringComparison.Ordinal);

    /// <summary>The calls that a row names: "GET\|DELETE /a/{id}" are two, and "/b" behind "POST /a/x" is "POST /a/b".</summary>
    private static IEnumerable<string> Calls(string cell)
    {
        var (methods, path) = ("", "");
        foreach (var code in Code().Matches(cell).Select(code => code.Groups[1].Value).Where(code => code.Contains('/', StringComparison.Ordinal)))
        {
            (methods, path) = code.Split(' ') is [var given, var whole] ? (given, whole.Split('?')[0]) : (methods, path[..path.LastIndexOf('/')] + code);
            foreach (var method in methods.Split("\\|"))
            {
                yield return $"{method} {Choice().Replace(path, "{action}")}";
            }
        }
    }

    [GeneratedRegex("`([^`{]+(?:{[^`]+)?)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();

    [GeneratedRegex(@"{[a-z]+\\\|[^}]*}")]
    private static partial Regex Choice();
}
