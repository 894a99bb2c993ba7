using System.Text.Json;

namespace OnboardingFlow.Cli.Importing;

/// <summary>How a file differs from what is known: <c>{"columns": {"家长电话": "phone"}, "defaults": {"organization_id": "O1000001"}, "ignore": ["备注"]}</c>.</summary>
/// <param name="Columns">Header to field.</param>
/// <param name="Defaults">Field to value, where a row has none; no personal data.</param>
/// <param name="Ignore">Headers of columns that aren't for us.</param>
internal sealed record ImportMapping(
    IReadOnlyDictionary<string, string>? Columns = null, IReadOnlyDictionary<string, string>? Defaults = null, IReadOnlyList<string>? Ignore = null)
{
    /// <summary>Reads the file, and adds what the command line sets.</summary>
    /// <param name="path">The file, or null.</param>
    /// <param name="settings"><c>FIELD=VALUE</c> each; they count before the file's defaults.</param>
    /// <exception cref="CliException">The file or a setting is wrong.</exception>
    public static ImportMapping Read(string? path, IEnumerable<string> settings)
    {
        var mapping = path is null ? new ImportMapping() : Parse(path, Files.ReadText(path));
        var defaults = new Dictionary<string, string>(mapping.Defaults ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            if (setting.Split('=', 2) is not [var field, var value])
            {
                throw new CliException(ExitCodes.Usage, "--set takes FIELD=VALUE, e.g. --set organization_id=O1000001.");
            }

            defaults[field] = value;
        }

        return mapping with { Defaults = defaults };
    }

    private static ImportMapping Parse(string path, string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ImportJson.Default.ImportMapping) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new CliException(
                ExitCodes.Usage, $$"""{{path}} isn't a mapping, {"columns": {…}, "defaults": {…}, "ignore": […]} (line {{problem.LineNumber + 1}}).""");
        }
    }
}
