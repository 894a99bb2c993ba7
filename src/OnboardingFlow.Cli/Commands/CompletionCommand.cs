using System.CommandLine;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding completion SHELL</c>: a script with which the shell completes commands and options by asking the command itself.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _onboarding() { mapfile -t COMPREPLY < <(compgen -W "$(onboarding "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null | grep -v '[?/]')" -- "${COMP_WORDS[COMP_CWORD]}"); }
        complete -o default -F _onboarding onboarding
        """;

    private const string Zsh = """
        _onboarding() { compadd -- ${(f)"$(onboarding "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"} }
        compdef _onboarding onboarding
        """;

    private const string Fish = """
        complete -c onboarding -f -a '(onboarding "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Prints a completion script, for example: source <(onboarding completion bash)") { shell };
        command.Runs(async (parsed, _) =>
        {
            await Console.Out.WriteLineAsync(parsed.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
            return ExitCodes.Ok;
        });
        return command;
    }
}
