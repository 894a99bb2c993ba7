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

    /// <summary>Asks for something that must be there.</summary>
    /// <exception cref="CliException">It isn't, or the host refuses or can't be reached.</exception>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    /// <summary>Orders something.</summary>
    /// <exception cref="CliException">The host refuses or can't be reached.</exception>
    public async Task PostAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken)
    {
        using var response = await PostAsync(path, Write(body, type), cancellationToken);
        await AcceptAsync(response, cancellationToken);
    }

    /// <summary>Orders something and reads the answer.</summary>
    /// <exception cref="CliException">The host refuses or can't be reached.</exception>
    public Task<T> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => PostTextAsync(path, Write(body, bodyType), type, cancellationToken);

    /// <summary>Orders something with a body that is JSON already, or with none, and reads the answer.</summary>
    /// <exception cref="CliException">The host refuses or can't be reached.</exception>
    public async Task<T> PostTextAsync<T>(string path, string? json, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await PostAsync(path, json, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    /// <summary>Has something removed.</summary>
    /// <exception cref="CliException">The host refuses or can't be reached.</exception>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        using var response = await SendAsync(request, cancellationToken);
        await AcceptAsync(response, cancellationToken);
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

    /// <summary>What wasn't given isn't sent: the API refuses a member where it means nothing, even a null.</summary>
    private static string Write<T>(T body, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToNode(body, type)!.AsObject();
        foreach (var member in json.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            json.Remove(member);
        }

        return json.ToJsonString();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Takes any success; what it says isn't of interest.</summary>
    private static async Task AcceptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            await ReadAsync(response, ApiJson.Default.ApiProblem, cancellationToken);
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
                var code = response.StatusCode == System.Net.HttpStatusCode.NotFound ? ExitCodes.NotFound : ExitCodes.Refused;
                throw new CliException(code, Explain(response, JsonSerializer.Deserialize(body, ApiJson.Default.ApiProblem))) { Status = response.StatusCode };
            }

            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        }
        catch (JsonException)
        {
            throw new CliException(ExitCodes.Refused, $"The host answered {(int)response.StatusCode} with something that isn't this API's JSON; is --host right?")
            {
                Status = response.StatusCode,
            };
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
