namespace OnboardingFlow.Cli.Importing;

/// <summary>Which column of a file holds which field, and what is taken where there is none.</summary>
internal sealed class ColumnPlan
{
    private static readonly string[] Required = ["presign.business_name", "presign.facepay_user.out_user_id", "presign.facepay_user.organization_id"];

    private readonly Dictionary<string, PlannedField> _byPath;

    private ColumnPlan(Dictionary<string, PlannedField> byPath, int columns)
    {
        _byPath = byPath;
        Columns = columns;
        Fields = [.. ImportFields.All.Select(field => byPath.GetValueOrDefault(field.Path)).OfType<PlannedField>()];
    }

    /// <summary>The fields that a row can have, in the order of a request.</summary>
    public IReadOnlyList<PlannedField> Fields { get; }

    /// <summary>How many columns the file has.</summary>
    public int Columns { get; }

    /// <summary>Plans by the file's header line.</summary>
    /// <exception cref="CliException">A column isn't known, a field comes twice, or a required one never.</exception>
    public static ColumnPlan Make(IReadOnlyList<string> headers, ImportMapping mapping)
    {
        var named = (mapping.Columns ?? new Dictionary<string, string>()).ToDictionary(pair => ImportFields.KeyOf(pair.Key), pair => FieldOf(pair.Value), StringComparer.Ordinal);
        var ignored = (mapping.Ignore ?? []).Select(ImportFields.KeyOf).ToHashSet(StringComparer.Ordinal);
        var planned = new Dictionary<string, PlannedField>(StringComparer.Ordinal);
        var unknown = new List<int>();
        for (var column = 0; column < headers.Count; column++)
        {
            var key = ImportFields.KeyOf(headers[column]);
            if (ignored.Contains(key))
            {
                continue;
            }

            var field = named.GetValueOrDefault(key) ?? ImportFields.Find(headers[column]);
            if (field is null)
            {
                unknown.Add(column + 1);
            }
            else if (!planned.TryAdd(field.Path, new PlannedField(field, column, headers[column], null)))
            {
                throw new CliException(
                    ExitCodes.Usage, $"Columns {planned[field.Path].Column + 1} and {column + 1} both hold {field.Path}: name one of them under ignore in the mapping file.");
            }
        }

        if (unknown.Count > 0)
        {
            // Not by their texts: in a file without a header line these are a person's data.
            throw new CliException(
                ExitCodes.Usage,
                $"The headers of columns {string.Join(", ", unknown)} aren't known. The first line must name the columns; map them, or ignore them, with --mapping FILE.");
        }

        AddDefaults(planned, mapping);
        var missing = Required.Where(path => !planned.ContainsKey(path)).ToList();
        return missing.Count == 0
            ? new ColumnPlan(planned, headers.Count)
            : throw new CliException(ExitCodes.Usage, $"No column holds {string.Join(", ", missing)}: add it, map it with --mapping FILE, or give one value for all with --set.");
    }

    /// <summary>The field of a path that an error names, or null where no column is to blame.</summary>
    public PlannedField? Find(string path) => _byPath.GetValueOrDefault(path);

    private static void AddDefaults(Dictionary<string, PlannedField> planned, ImportMapping mapping)
    {
        foreach (var (name, value) in mapping.Defaults ?? new Dictionary<string, string>())
        {
            var field = FieldOf(name);
            if (field.IsPersonal)
            {
                throw new CliException(ExitCodes.Usage, $"{field.Path} is personal data: it is taken from the file only.");
            }

            planned[field.Path] = planned.TryGetValue(field.Path, out var known) ? known with { Default = value } : new PlannedField(field, null, null, value);
        }
    }

    private static ImportField FieldOf(string name) => ImportFields.Find(name)
        ?? throw new CliException(ExitCodes.Usage, $"There is no field '{name}'; docs/import.md lists them.");
}
