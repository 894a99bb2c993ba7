using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OnboardingFlow.Functions.Tests.Infra;

/// <summary>host.json and the sample of local settings, against the promises that rest on them.</summary>
public sealed partial class HostFileTests
{
    // Means something in the other host only, or names a file that nobody has.
    private static readonly string[] NotHere = ["Engine:DataDirectory", "Http:Urls", "WeChatPay:SelfTest:AtStart", "WeChatPay:SelfTest:NotifyUrl"];

    // Lists and merchant data that the emulators write into the settings file that the sample names.
    private static readonly string[] FromTheEmulators = ["WeChatPay:AppId", "WeChatPay:MchId", "WeChatPay:MerchantKeys", "WeChatPay:PublicKeys"];

    [Fact]
    public void Inputs_and_outputs_are_not_traced() =>
        Assert.False(Durable.GetProperty("tracing").GetProperty("traceInputsAndOutputs").GetBoolean());

    [Fact]
    public void Polling_leaves_a_fresh_token_within_three_seconds_at_p99()
    {
        var interval = TimeSpan.Parse(Durable.GetProperty("storageProvider").GetProperty("maxQueuePollingInterval").GetString()!, CultureInfo.InvariantCulture);

        // Three hops wait for a look at an idle queue each: event to orchestrator, activity to worker, result to orchestrator. Each wait is even between nothing and
        // the interval; 99 of 100 sums of three stay below 2.61 of it. The work between them (storage, a signature, WeChat Pay's answer) takes about a second.
        Assert.InRange(2.61 * interval.TotalSeconds, 0, 2);
    }

    [Fact]
    public void The_sample_names_every_setting_of_the_table_of_settings()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        var table = page.Split("## Settings", 2)[1].Split("\n## ", 2)[0];
        var keys = new List<string>();
        foreach (var row in table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var section = "";
            foreach (Match match in Key().Matches(row.Split('|')[1]))
            {
                var key = match.Groups[1].Value;
                section = key.StartsWith(':') ? section : key[..key.LastIndexOf(':')];
                keys.Add(key.StartsWith(':') ? section + key : key);
            }
        }

        using var sample = Read("local.settings.sample.json");
        var set = sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name.Replace("__", ":", StringComparison.Ordinal)).ToArray();

        Assert.True(keys.Count > 25, $"Only {keys.Count} keys were found in the table.");
        var missing = keys.Except([.. NotHere, .. FromTheEmulators])
            .Where(key => !key.StartsWith("Engine:Activities", StringComparison.Ordinal) && !key.StartsWith("Engine:MaxPerSecond", StringComparison.Ordinal))
            .Where(key => !Array.Exists(set, name => name == key || name.StartsWith(key + ":", StringComparison.Ordinal)))
            .ToArray();
        Assert.Empty(missing);
    }

    private static JsonElement Durable => Extensions.GetProperty("durableTask");

    private static JsonElement Extensions
    {
        get
        {
            using var host = Read("host.json");
            return host.RootElement.GetProperty("extensions").Clone();
        }
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, file)));

    [GeneratedRegex("`((?:[A-Za-z]+)?:[A-Za-z:]+)`")]
    private static partial Regex Key();
}
