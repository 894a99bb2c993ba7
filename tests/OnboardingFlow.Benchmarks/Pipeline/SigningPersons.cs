using System.Text.Json.Nodes;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>Emulated persons: each signs as soon as WeChat Pay has given out a token, which the emulator's call log shows.</summary>
internal sealed class SigningPersons(HttpClient weChatPay, Persons persons)
{
    private const int AtOnce = 8;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    private readonly CallLog _log = new(weChatPay);

    /// <summary>Lets that many sign. Returns every call to WeChat Pay seen meanwhile; the last ones may come later.</summary>
    public async Task<List<JsonNode>> SignAsync(int count, CancellationToken cancellationToken)
    {
        var seen = new List<JsonNode>();
        for (var signed = 0; signed < count;)
        {
            var calls = await _log.NextAsync(cancellationToken);
            seen.AddRange(calls);
            var ready = calls.Where(call => Is(call, "presign") && call["status"]!.GetValue<int>() == 200).Select(UserOf).ToList();
            await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, SignAsync);
            signed += ready.Count;
            await Task.Delay(_pause, cancellationToken);
        }

        return seen;
    }

    /// <summary>Waits until WeChat Pay was asked for the last contract of those that were seen signing; adds the calls until then.</summary>
    public async Task UntilVerifiedAsync(int count, List<JsonNode> seen, CancellationToken cancellationToken)
    {
        while (seen.Count(call => Is(call, "contract")) < count)
        {
            await Task.Delay(_pause, cancellationToken);
            seen.AddRange(await _log.NextAsync(cancellationToken));
        }
    }

    private static bool Is(JsonNode call, string operation) => call["operation"]!.GetValue<string>() == operation;

    private string UserOf(JsonNode presign)
    {
        var phone = presign["encrypted_fields"]!.AsArray().Single(field => field!["path"]!.GetValue<string>() == "/facepay_user/phone")!;
        return persons.UserOf(phone["sha256"]!.GetValue<string>());
    }

    private async ValueTask SignAsync(string user, CancellationToken cancellationToken)
    {
        using var answer = await weChatPay.PostAsync(
            new Uri($"_emulator/users/{Persons.Organization}/{user}/sign", UriKind.Relative), null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
