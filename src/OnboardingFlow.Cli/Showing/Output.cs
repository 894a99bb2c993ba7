using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace OnboardingFlow.Cli.Showing;

/// <summary>Prints data on stdout. What is said about it goes to stderr, so that a pipe gets data only.</summary>
internal static class Output
{
    /// <summary>Prints one document.</summary>
    /// <param name="format">How.</param>
    /// <param name="document">The data.</param>
    /// <param name="type">Its JSON.</param>
    /// <param name="columns">Headings of its table.</param>
    /// <param name="rows">Rows of its table.</param>
    /// <param name="items">Name of the member that holds the items, for a line each; null when the document is the one item.</param>
    public static void Write<T>(
        OutputFormat format, T document, JsonTypeInfo<T> type, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, string? items = null)
    {
        if (format == OutputFormat.Table)
        {
            WriteTable(columns, [.. rows]);
            return;
        }

        var json = JsonSerializer.SerializeToNode(document, type)!;
        IEnumerable<JsonNode?> lines = format == OutputFormat.Jsonl && items is not null ? json[items]!.AsArray() : [json];
        foreach (var line in lines)
        {
            Console.Out.WriteLine(line!.ToJsonString());
        }
    }

    /// <summary>Says something to the person, not to a pipe.</summary>
    public static void Say(string text) => Console.Error.WriteLine(text);

    private static void WriteTable(IReadOnlyList<string> columns, List<IReadOnlyList<string>> rows)
    {
        if (Console.IsOutputRedirected)
        {
            // Tab-separated: for cut and awk, whatever the width of the terminal.
            Console.Out.WriteLine(string.Join('\t', columns));
            rows.ForEach(row => Console.Out.WriteLine(string.Join('\t', row)));
            return;
        }

        var table = new Table().RoundedBorder();
        table.AddColumns([.. columns.Select(Markup.Escape)]);
        rows.ForEach(row => table.AddRow([.. row.Select(Markup.Escape)]));
        AnsiConsole.Write(table);
    }
}
