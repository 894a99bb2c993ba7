namespace OnboardingFlow.Cli.Showing;

/// <summary>How data is printed.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One JSON document, as the API gave it.</summary>
    Json,

    /// <summary>A line of JSON for each item.</summary>
    Jsonl,
}
