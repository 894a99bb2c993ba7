namespace OnboardingFlow.Cli.Importing;

/// <summary>A line of the journal: the first names the import, each later one what became of a person.</summary>
/// <param name="Import">Name of the import, in its first line.</param>
/// <param name="Id">Instance id: a pseudonym.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">The host's reason; it names rules, never values.</param>
internal sealed record JournalLine(string? Import = null, string? Id = null, SendState? State = null, string? Reason = null);
