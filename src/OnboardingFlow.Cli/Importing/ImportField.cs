namespace OnboardingFlow.Cli.Importing;

/// <summary>A field of a request that a column of a file may hold.</summary>
/// <param name="Path">Where it goes in a request, as in errors, e.g. <c>presign.facepay_user.phone</c>.</param>
/// <param name="Headers">What a column of it may be called besides its path.</param>
internal sealed record ImportField(string Path, params string[] Headers)
{
    /// <summary>Whether it is personal data, which may come from the file alone.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Whether it is true or false in JSON.</summary>
    public bool IsFlag { get; init; }

    /// <summary>Words of a school's own files, and what the request calls them.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The objects that lead to it.</summary>
    public IReadOnlyList<string> Parents { get; } = Path.Split('.')[..^1];

    /// <summary>Its own name in JSON.</summary>
    public string Name { get; } = Path[(Path.LastIndexOf('.') + 1)..];
}
