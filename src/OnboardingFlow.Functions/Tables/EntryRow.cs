using System.Globalization;
using Azure.Data.Tables;
using OnboardingFlow.Core.Index;

namespace OnboardingFlow.Functions.Tables;

/// <summary>A timeline entry in its onboarding's partition, in order of run and number.</summary>
internal static class EntryRow
{
    /// <summary>Row keys of entries lie between these.</summary>
    public const string First = "entry-";

    /// <inheritdoc cref="First"/>
    public const string End = "entry~";

    private const string Number = nameof(Number);

    public static TableEntity ToEntity(string id, int number, TimelineEntry entry) =>
        new(id, string.Create(CultureInfo.InvariantCulture, $"{First}{entry.Run:D8}-{number:D8}"))
        {
            [Number] = number,
            [nameof(entry.Run)] = entry.Run,
            [nameof(entry.At)] = entry.At.UtcTicks,
            [nameof(entry.Kind)] = entry.Kind,
            [nameof(entry.Name)] = entry.Name,
            [nameof(entry.Attempt)] = entry.Attempt,
            [nameof(entry.DurationMs)] = entry.DurationMs,
            [nameof(entry.Result)] = entry.Result,
            [nameof(entry.Code)] = entry.Code,
        };

    public static int NumberOf(TableEntity row) => row.GetInt32(Number)!.Value;

    public static TimelineEntry Read(TableEntity row) => new(
        row.GetInt32(nameof(TimelineEntry.Run))!.Value,
        SummaryRow.Time(row, nameof(TimelineEntry.At))!.Value,
        row.GetString(nameof(TimelineEntry.Kind)),
        row.GetString(nameof(TimelineEntry.Name)),
        row.GetInt32(nameof(TimelineEntry.Attempt))!.Value,
        row.GetInt64(nameof(TimelineEntry.DurationMs)),
        row.GetString(nameof(TimelineEntry.Result)),
        row.GetString(nameof(TimelineEntry.Code)));
}
