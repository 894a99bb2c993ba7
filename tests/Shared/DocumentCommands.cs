namespace OnboardingFlow.Tests.Shared;

/// <summary>The commands that a page of docs/ tells people to run: what stands behind a prompt in its console blocks.</summary>
internal static class DocumentCommands
{
    private static readonly string[] Prompts = ["$ ", "# "];

    /// <summary>Those of one section, in their order.</summary>
    /// <param name="document">File name below the repository's root.</param>
    /// <param name="heading">The section's heading, without its marks; null for the whole page.</param>
    public static IReadOnlyList<string> Of(string document, string? heading = null)
    {
        var commands = new List<string>();
        var (here, console, fenced) = (heading is null, false, false);
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, document)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fenced = !fenced;
                console = fenced && line == "```console";
            }
            else if (!fenced && line.StartsWith('#') && heading is not null)
            {
                here = line.TrimStart('#').Trim() == heading;
            }
            else if (here && console && Array.Exists(Prompts, prompt => line.StartsWith(prompt, StringComparison.Ordinal)))
            {
                commands.Add(line[2..]);
            }
        }

        return commands;
    }
}
