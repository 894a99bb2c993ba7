using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>The calls that an emulator has seen, read on from where the last look ended.</summary>
internal sealed class CallLog(HttpClient emulator)
{
    private long _last;

    /// <summary>Calls since the last look.</summary>
    public async Task<IReadOnlyList<JsonNode>> NextAsync(CancellationToken cancellationToken)
    {
        var calls = (await emulator.GetFromJsonAsync<JsonArray>(new Uri($"_emulator/calls?after={_last}", UriKind.Relative), cancellationToken))!;
        _last = calls.Count == 0 ? _last : calls[^1]!["number"]!.GetValue<long>();
        return [.. calls.Select(call => call!)];
    }
}
