using System.Diagnostics;

namespace OnboardingFlow.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task A_completion_script_asks_the_command_itself(string shell)
    {
        var script = await Onboarding.RunAsync("completion", shell);
        var suggested = await Onboarding.RunAsync("[suggest:13]", "onboarding su");

        Assert.Equal(0, script.ExitCode);
        Assert.Contains("[suggest:", script.Output, StringComparison.Ordinal);
        Assert.Contains("suspend", suggested.Output.Split('\n').Select(line => line.Trim()));
    }

    [Theory]
    [InlineData("onboarding poison ", "discard list requeue show")]
    [InlineData("onboarding list --step Await", "AwaitingContract AwaitingReview")]
    [InlineData("onboarding list --output js", "json jsonl")]
    public async Task Bash_completes(string line, string completions)
    {
        const string Ask = """
            onboarding() { dotnet "$PROGRAM" "$@"; }
            source <(onboarding completion bash)
            read -ra COMP_WORDS <<<"$LINE"
            if [[ $LINE == *" " ]]; then COMP_WORDS+=(""); fi
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$LINE; COMP_POINT=${#LINE}
            _onboarding
            echo "${COMPREPLY[*]}"
            """;
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash here.");
        var start = new ProcessStartInfo("/bin/bash", ["-c", Ask]) { RedirectStandardOutput = true };
        start.Environment["LINE"] = line;
        start.Environment["PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "onboarding.dll");
        using var bash = Process.Start(start)!;
        var printed = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(completions, string.Join(' ', printed.Trim().Split(' ').Where(word => !word.StartsWith('-'))));
    }
}
