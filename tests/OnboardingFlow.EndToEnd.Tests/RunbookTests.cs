using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OnboardingFlow.EndToEnd.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>docs/runbook.md, symptom by symptom: its commands are run on a system that has the symptom, and show what the page says they show.</summary>
public sealed partial class RunbookTests
{
    private const string Document = "docs/runbook.md";

    /// <summary>By heading: what brings the symptom about, and a word that the section's commands then print. Null where they print nothing of it.</summary>
    private static readonly Dictionary<string, (Func<RunbookScene, Task> BringAbout, string? Shows)> _symptoms = new(StringComparer.Ordinal)
    {
        ["Runbook, by symptom"] = (_ => Task.CompletedTask, "wechatpay"),
        ["Presign refused with SIGN_ERROR, NO_AUTH or APPID_MCHID_NOT_MATCH"] =
            (scene => scene.RefusedPresignAsync(401, "SIGN_ERROR", view => view["step"]!.GetValue<string>() == "NeedsAttention"), "SIGN_ERROR"),
        ["Presign refused with another code"] = (scene => scene.RefusedPresignAsync(403, "CARD_REFUSED", view => view["outcome"] is not null), "CARD_REFUSED"),
        ["Nothing completes"] = (scene => scene.PersonInAsync("AwaitingContract"), "AwaitingContract"),
        ["The mini-program says that the signing has expired"] = (scene => scene.PersonInAsync("AwaitingContract"), "expires_at"),
        ["A cancelled person is in debt"] = (async scene =>
        {
            var person = Person.New();
            scene.Placeholders["ID"] = person.InstanceId;
            await Debt.EndInDebtAsync(scene.Stack, person);
        }, "https://"),
        ["The poison queue fills"] = (scene => scene.TwoPoisonMessagesAsync(), "facepay_user.phone"),
        ["Key Vault throttles"] = (async scene =>
        {
            await Stack.FaultAsync(scene.Stack.KeyVault, "sign", "throttle", count: 2);
            await scene.SendAsync();
        }, "keyvault"),
        ["Key Vault can't be reached"] = (scene => scene.VaultOutOfReachAsync(), "FAIL  keyvault"),
        ["A key or secret in Key Vault can't be used"] = (scene => scene.SigningKeyDisabledAsync(), "--name wechatpay-merchant"),
        ["WeChat Pay can't be reached"] = (async scene =>
        {
            await Stack.FaultAsync(scene.Stack.WeChatPay, "*", "drop_before", count: 0);
            await scene.PersonInAsync("CheckingIdentity");
        }, "CheckingIdentity"),
        ["The clock is off"] = (scene => scene.ClockAheadAsync(), null),
        ["A certificate is about to end"] = (scene => scene.CertificateEndsSoonAsync(), ", 7 days left"),
        ["The disk is full"] = (scene => scene.DiskFullAsync(), "FAIL  engine"),
        ["Events don't reach our system"] = (scene => scene.WebhookFailsAsync(), """ "state":"pending" """.Trim()),
        ["The host doesn't answer"] = (scene => scene.Stack.KillHostAsync(), "127.0.0.1"),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, Document));

    [Fact]
    public async Task Every_command_runs_in_its_situation_and_ends_as_the_page_says()
    {
        var headings = Text.Split('\n').Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim()).ToArray();
        Assert.Equal(_symptoms.Keys, headings);
        await using var scene = await RunbookScene.StartAsync();
        foreach (var (heading, (bringAbout, shows)) in _symptoms)
        {
            await bringAbout(scene);
            var printed = new StringBuilder();
            foreach (var command in DocumentCommands.Of(Document, heading).Where(command => command.StartsWith("onboarding ", StringComparison.Ordinal)))
            {
                printed.AppendLine(await RunAsync(scene, command));
            }

            Assert.Contains(shows ?? "", printed.ToString(), StringComparison.Ordinal);
            await scene.CalmAsync();
        }
    }

    [Fact]
    public async Task What_is_no_command_of_ours_is_at_least_one_that_a_shell_understands()
    {
        foreach (var command in DocumentCommands.Of(Document).Where(command => !command.StartsWith("onboarding ", StringComparison.Ordinal)))
        {
            Assert.Contains(command.Split(' ')[0], (string[])["curl", "df", "journalctl", "systemctl", "timedatectl"]);
            using var bash = Process.Start("/bin/bash", ["-n", "-c", command]);
            await bash.WaitForExitAsync(Stop);
            Assert.True(bash.ExitCode == 0, command);
        }
    }

    [Fact]
    public void Log_events_and_metrics_that_the_page_names_are_the_program_s()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var metrics = MetricLiteral().Matches(source).Select(match => match.Value.Replace('.', '_')).ToArray();

        Assert.All(Event().Matches(Text), logged => Assert.Contains($" void {logged.Groups["name"].Value}(", source, StringComparison.Ordinal));
        Assert.All(Metric().Matches(Text), metric => Assert.Contains(metrics, known => metric.Value.StartsWith(known, StringComparison.Ordinal)));
    }

    /// <summary>Runs a command of the page; <c># exit N</c> behind it says how it ends. Returns what it printed.</summary>
    private static async Task<string> RunAsync(RunbookScene scene, string command)
    {
        var exit = Exit().Match(command) is { Success: true } said ? int.Parse(said.Groups["code"].Value, CultureInfo.InvariantCulture) : 0;
        var arguments = Exit().Replace(command, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(argument => scene.Placeholders.GetValueOrDefault(argument, argument));
        var start = new ProcessStartInfo("dotnet", [Repository.Program("OnboardingFlow.Cli", "onboarding.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = scene.Folder,
        };
        start.Environment["ONBOARDING_HOST"] = scene.Stack.Api.BaseAddress!.GetLeftPart(UriPartial.Authority);
        start.Environment["ONBOARDING_API_KEY"] = scene.Stack.ApiKey;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Stop);
        var output = await process.StandardOutput.ReadToEndAsync(Stop) + await errors;
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == exit, $"'{command}' ended with {process.ExitCode}, not {exit}: {output}");
        return output;
    }

    [GeneratedRegex(@"\s*# exit (?<code>\d+)$")]
    private static partial Regex Exit();

    [GeneratedRegex(@"event `(?<name>[A-Z]\w+)`")]
    private static partial Regex Event();

    [GeneratedRegex("onboardingflow_[a-z_]+")]
    private static partial Regex Metric();

    [GeneratedRegex(@"onboardingflow\.[a-z_.]+")]
    private static partial Regex MetricLiteral();
}
