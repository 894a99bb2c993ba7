using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Cli.Api;

/// <summary>The WeChat Pay emulator's control API: what the emulated persons do, and what goes wrong on the way.</summary>
internal sealed class EmulatorClient(Uri emulator) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = emulator, Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => _http.Dispose();

    /// <summary>A person acts: <c>sign</c>, <c>refuse</c>, <c>expire-token</c> or <c>terminate</c>.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="outUserId">The person.</param>
    /// <param name="action">What the person does.</param>
    /// <param name="json">More about it, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CliException">The emulator refused or can't be reached.</exception>
    public Task<string> ActAsync(string organizationId, string outUserId, string action, string? json, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, $"users/{Uri.EscapeDataString(organizationId)}/{Uri.EscapeDataString(outUserId)}/{action}", json, cancellationToken);

    /// <summary>Any other call; returns the answer's JSON.</summary>
    /// <exception cref="CliException">The emulator refused or can't be reached.</exception>
    public async Task<string> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, "_emulator/" + path)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? answer
                : throw new CliException(
                    response.StatusCode switch
                    {
                        HttpStatusCode.BadRequest => ExitCodes.Usage,
                        HttpStatusCode.NotFound => ExitCodes.NotFound,
                        _ => ExitCodes.Refused,
                    },
                    $"The emulator refuses: {(int)response.StatusCode} {Reason(answer)}");
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CliException(ExitCodes.Unreachable, $"The WeChat Pay emulator at {emulator} can't be reached: {problem.Message}");
        }
    }

    /// <summary>What the control API says of a refusal, or the answer as it came when that isn't its JSON.</summary>
    private static string Reason(string answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject problem ? $"{problem["code"]}: {problem["message"]}" : answer;
        }
        catch (JsonException)
        {
            return answer;
        }
    }
}
