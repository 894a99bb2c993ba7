using System.Net;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>What a call was answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string? Code => Json["code"]?.GetValue<string>();

    /// <summary>The error's fields.</summary>
    public IReadOnlyList<string> Fields => [.. Json["errors"]!.AsObject().Select(error => error.Key)];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>Asserts problem details with this status and code.</summary>
    public Answer IsProblem(HttpStatusCode status, string code)
    {
        Assert.Equal((status, code), (Status, Body.Length == 0 ? null : Code));
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal((int)status, Json["status"]!.GetValue<int>());
        Assert.Equal("about:blank", Json["type"]!.GetValue<string>());
        return this;
    }

    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Body}");
        return this;
    }
}
