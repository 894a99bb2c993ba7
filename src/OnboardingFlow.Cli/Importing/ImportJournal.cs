using System.Text;
using System.Text.Json;

namespace OnboardingFlow.Cli.Importing;

/// <summary>
/// What was sent, a line of JSON each, so that an import can be stopped, or its machine fail, and go on. Each person's request has an id made of the import's name and the
/// person's: where the line of one that was sent is missing, it is sent again with the same id, and the host takes it for the repetition that it is.
/// </summary>
internal sealed class ImportJournal : IDisposable
{
    private readonly FileStream _file;
    private readonly Dictionary<string, JournalLine> _entries = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    private ImportJournal(FileStream file) => _file = file;

    /// <summary>Name of the import, the same over all its runs.</summary>
    public string Import { get; private set; } = "";

    /// <summary>Opens the journal, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newName">Name of the import if it is a new one.</param>
    /// <exception cref="CliException">It can't be opened, another import has it open, or it is no journal.</exception>
    public static ImportJournal Open(string path, string newName)
    {
        var journal = new ImportJournal(OwnedFile.Open(path, FileMode.OpenOrCreate));
        try
        {
            journal.Load(path);
            if (journal.Import.Length == 0)
            {
                journal.Import = newName;
                journal.Append(new JournalLine(Import: newName));
            }

            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>What became of a person, or null.</summary>
    public JournalLine? Find(string instanceId)
    {
        lock (_lock)
        {
            return _entries.GetValueOrDefault(instanceId);
        }
    }

    /// <summary>Whether there is nothing left to do for a person. Who was refused may be sent again: the row, or the host, may have been mended.</summary>
    public bool IsDone(string instanceId) => Find(instanceId) is { State: not SendState.Refused };

    /// <summary>Notes what became of a person.</summary>
    public void Add(string instanceId, SendState state, string? reason)
    {
        var line = new JournalLine(Id: instanceId, State: state, Reason: reason);
        lock (_lock)
        {
            _entries[instanceId] = line;
            Append(line);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Load(string path)
    {
        // Up to the last whole line: a machine that failed may have left half of one.
        var whole = 0L;
        using var reader = new StreamReader(_file, Encoding.UTF8, leaveOpen: true);
        var number = 0;
        while (reader.ReadLine() is { } text)
        {
            number++;
            var end = whole + Encoding.UTF8.GetByteCount(text) + 1;
            if (end > _file.Length)
            {
                break;
            }

            whole = end;
            Take(path, number, text);
        }

        _file.SetLength(whole);
        _file.Position = whole;
    }

    private void Take(string path, int number, string text)
    {
        JournalLine? line = null;
        try
        {
            line = JsonSerializer.Deserialize(text, ImportJson.Default.JournalLine);
        }
        catch (JsonException)
        {
            // Told below.
        }

        switch (line)
        {
            case { Import: { } import } when number == 1:
                Import = import;
                break;
            case { Id: { } id, State: not null } when number > 1:
                _entries[id] = line;
                break;
            default:
                throw new CliException(ExitCodes.Usage, $"{path} is no journal of an import (line {number}): name another with --journal.");
        }
    }

    private void Append(JournalLine line)
    {
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, ImportJson.Default.JournalLine), (byte)'\n']);
        _file.Flush();
    }
}
