using System.CommandLine;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>--output table|json|jsonl</c>.</summary>
internal sealed class OutputOption
{
    private readonly Option<OutputFormat> _format = new("--output", "-o")
    {
        Description = "How data is printed: for people, as one JSON document, or a line of JSON for each item.",
        DefaultValueFactory = _ => OutputFormat.Table,
    };

    public OutputOption AddTo(Command command)
    {
        // As it is documented, and as people type it; any case is taken.
        _format.HelpName = "table|json|jsonl";
        _format.CompletionSources.Clear();
        _format.CompletionSources.Add("table", "json", "jsonl");
        command.Options.Add(_format);
        return this;
    }

    public OutputFormat Of(ParseResult parsed) => parsed.GetValue(_format);
}
