using System.Text;
using CsvHelper;

namespace OnboardingFlow.Cli.Importing;

/// <summary>A CSV file, read line by line as often as needed; never held as a whole.</summary>
internal sealed class CsvInput(string path, Encoding encoding)
{
    /// <summary>Largest row; what is larger has an open quote. A request may have 32 KiB.</summary>
    private const int MaxRowBytes = 64 * 1024;

    /// <summary>The headers of its first line.</summary>
    /// <exception cref="CliException">The file can't be read, or has no header line.</exception>
    public IReadOnlyList<string> ReadHeaders() => Guard(() =>
    {
        using var reader = Open();
        reader.ReadHeader();
        return reader.Headers.ToArray() is { Length: > 0 } headers ? headers : throw new CliException(ExitCodes.Usage, $"{path} is empty.");
    });

    /// <summary>Its rows; empty lines and rows of empty cells are passed over.</summary>
    /// <exception cref="CliException">The file can't be read, or isn't CSV.</exception>
    public IEnumerable<CsvRow> ReadRows()
    {
        using var reader = Guard(Open);
        while (Guard(reader.Read))
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.GetString(i);
            }

            if (Array.Exists(cells, cell => !string.IsNullOrWhiteSpace(cell)))
            {
                yield return new CsvRow(reader.LineNumber, cells);
            }
        }
    }

    private CsvReader Open() => CsvReader.Create(
        new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true),
        new CsvReaderOptions { MalformedData = CsvMalformedDataHandling.Throw, MaxRecordSize = MaxRowBytes, TrackLineNumbers = true, IncludeValuesInExceptions = false },
        leaveOpen: false);

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException problem)
        {
            // Without its message, which may quote the file.
            throw new CliException(ExitCodes.Usage, $"{path} isn't CSV from line {problem.LineNumber} on: is a quote left open?");
        }
        catch (DecoderFallbackException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} isn't {encoding.WebName} throughout: name the right one with --encoding.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} can't be read: {problem.Message}");
        }
    }
}
