namespace OnboardingFlow.Cli.Importing;

/// <summary>What an import came to.</summary>
/// <param name="Rows">Rows in the file.</param>
/// <param name="Valid">Rows that keep the rules.</param>
/// <param name="Invalid">Rows that don't, told in the report.</param>
/// <param name="Earlier">Sent by an earlier run of this import.</param>
/// <param name="Queued">Put on the queue.</param>
/// <param name="Accepted">Started by the host.</param>
/// <param name="Duplicates">Known to the host already.</param>
/// <param name="Refused">Refused by the host.</param>
/// <param name="ValidationMs">How long the validation took, in milliseconds.</param>
internal sealed record ImportSummary(int Rows, int Valid, int Invalid, int Earlier, int Queued, int Accepted, int Duplicates, int Refused, long ValidationMs);
