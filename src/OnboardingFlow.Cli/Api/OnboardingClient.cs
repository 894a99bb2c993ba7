using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Api.Presigning;

namespace OnboardingFlow.Cli.Api;

/// <summary>The HTTP API of a host.</summary>
internal sealed class OnboardingClient : IDisposable
{
    /// <summary>Largest answer that is read.</summary>
    private const int MaxAnswerBytes = 4 * 1024 * 1024;

    private readonly HttpClient _http;

    public OnboardingClient(Uri host, string apiKey)
    {
        _http = new HttpClient { BaseAddress = host, Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = MaxAnswerBytes };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Starts an onboarding; true when a new run began, false when this very one runs or was seen already.</summary>
    public async Task<(bool Started, OnboardingView View)> StartAsync(string requestJson, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/onboardings")
        {
            Content = new StringContent(requestJson, Encoding.UTF8, "application/json"),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await SendAsync(request, cancellationToken);
        var view = await ReadAsync(response, ApiJson.Default.OnboardingView, cancellationToken);
        return (response.StatusCode == System.Net.HttpStatusCode.Accepted, view);
    }

    /// <summary>The onboarding, or null when the host knows none of that id.</summary>
    public Task<OnboardingView?> FindAsync(string id, CancellationToken cancellationToken) =>
        FindAsync($"api/onboardings/{Uri.EscapeDataString(id)}", ApiJson.Default.OnboardingView, cancellationToken);

    /// <summary>Its timeline, or null while the read model doesn't have it.</summary>
    public Task<TimelineView?> FindTimelineAsync(string id, CancellationToken cancellationToken) =>
        FindAsync($"api/onboardings/{Uri.EscapeDataString(id)}/timeline", ApiJson.Default.TimelineView, cancellationToken);

    /// <summary>A live presign token with what the mini-program needs.</summary>
    public async Task<PresignTokenView> PresignTokenAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/onboardings/{Uri.EscapeDataString(id)}/presign-token");
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync(response, ApiJson.Default.PresignTokenView, cancellationToken);
    }

    /// <summary>Whether the host can work, check by check. Not ready is an answer too.</summary>
    public async Task<ReadinessView> ReadinessAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "readyz");
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync(response, ApiJson.Default.ReadinessView, cancellationToken, response.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable);
    }

    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, cancellationToken);
        return response.StatusCode == System.Net.HttpStatusCode.NotFound ? null : await ReadAsync(response, type, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CliException(ExitCodes.Unreachable, $"{_http.BaseAddress} can't be reached: {problem.Message}");
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken, bool isAnswer = false)
        where T : class
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            if (!isAnswer && !response.IsSuccessStatusCode)
            {
                throw new CliException(ExitCodes.Refused, Explain(response, JsonSerializer.Deserialize(body, ApiJson.Default.ApiProblem)));
            }

            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        }
        catch (JsonException)
        {
            throw new CliException(ExitCodes.Refused, $"The host answered {(int)response.StatusCode} with something that isn't this API's JSON; is --host right?");
        }
    }

    private static string Explain(HttpResponseMessage response, ApiProblem? problem)
    {
        var text = new StringBuilder($"{(int)response.StatusCode} {problem?.Code}: {problem?.Title}");
        if (problem?.Detail is { } detail)
        {
            text.Append(": ").Append(detail);
        }

        foreach (var (path, messages) in problem?.Errors ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            text.AppendLine().Append("  ").Append(path).Append(' ').AppendJoin("; ", messages);
        }

        return text.ToString();
    }
}
