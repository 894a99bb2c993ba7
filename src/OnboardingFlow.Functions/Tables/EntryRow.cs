using System.Globalization;
using Azure.Data.Tables;
using OnboardingFlow.Core.Index;

namespace OnboardingFlow.Functions.Tables;

/// <summary>A timeline entry in its onboarding's partition, in order of run and number.</summary>
internal static class EntryRow
{
    /// <summary>Row keys of entries and notes lie between this and <see cref="End"/>.</summary>
    public const string First = "entry-";

    /// <summary>Row keys of notes lie between this and <see cref="End"/>.</summary>
    public const string FirstNote = "note-";

    /// <inheritdoc cref="First"/>
    public const string End = "note~";

    private const string Number = nameof(Number);

    public static TableEntity ToEntity(string id, int number, TimelineEntry entry) =>
        new(Entity(id, string.Create(CultureInfo.InvariantCulture, $"{First}{entry.Run:D8}-{number:D8}"), entry)) { [Number] = number };

    /// <summary>A note's key is its moment: the same again is the same row.</summary>
    public static TableEntity ToNote(string id, TimelineEntry note) =>
        Entity(id, string.Create(CultureInfo.InvariantCulture, $"{NotesOf(note.Run)}-{note.At.UtcTicks:D19}"), note);

    /// <summary>What the row keys of a run's notes begin with.</summary>
    public static string NotesOf(int run) => string.Create(CultureInfo.InvariantCulture, $"{FirstNote}{run:D8}");

    public static bool IsNote(TableEntity row) => row.RowKey.StartsWith(FirstNote, StringComparison.Ordinal);

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

    private static TableEntity Entity(string id, string rowKey, TimelineEntry entry) =>
        new(id, rowKey)
        {
            [nameof(entry.Run)] = entry.Run,
            [nameof(entry.At)] = entry.At.UtcTicks,
            [nameof(entry.Kind)] = entry.Kind,
            [nameof(entry.Name)] = entry.Name,
            [nameof(entry.Attempt)] = entry.Attempt,
            [nameof(entry.DurationMs)] = entry.DurationMs,
            [nameof(entry.Result)] = entry.Result,
            [nameof(entry.Code)] = entry.Code,
        };
}
