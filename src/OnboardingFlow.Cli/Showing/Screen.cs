using Spectre.Console;

namespace OnboardingFlow.Cli.Showing;

/// <summary>Writes for a person: colours on a terminal, plain lines elsewhere.</summary>
internal static class Screen
{
    /// <summary>A line in plain type.</summary>
    public static void Line(string text) => Write(text, null);

    /// <summary>A line in a colour.</summary>
    public static void Write(string text, string? style)
    {
        if (Console.IsOutputRedirected)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            AnsiConsole.MarkupLine(style is null ? Markup.Escape(text) : $"[{style}]{Markup.Escape(text)}[/]");
        }
    }
}
