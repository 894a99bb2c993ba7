namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>Why the host can't start, in lines for the person who started it.</summary>
internal sealed class StartException(ExitCode code, params string[] lines) : Exception(string.Join(Environment.NewLine, lines))
{
    public ExitCode Code { get; } = code;

    public IReadOnlyList<string> Lines { get; } = lines;
}
