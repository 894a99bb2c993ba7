namespace OnboardingFlow.Core.Requests;

/// <summary>Collects what is wrong with a request, at most <see cref="Capacity"/> errors.</summary>
internal sealed class FieldErrors
{
    public const int Capacity = 100;

    private readonly List<FieldError> _errors = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public IReadOnlyList<FieldError> All => _errors;

    /// <summary>Adds a problem; null is none.</summary>
    public void Add(string path, string? problem)
    {
        if (problem is null || _errors.Count > Capacity)
        {
            return;
        }

        _paths.Add(path);
        _errors.Add(_errors.Count == Capacity
            ? new FieldError(FieldError.Root, $"has more than {Capacity} errors: mend these first")
            : new FieldError(path, problem));
    }

    /// <summary>Adds those of a later look that aren't about a field (or a part of one) that has an error already.</summary>
    public void AddUnlessKnown(IEnumerable<FieldError> later)
    {
        var known = _paths.ToHashSet(StringComparer.Ordinal);
        foreach (var error in later.Where(error => !IsKnown(error.Path)))
        {
            Add(error.Path, error.Message);
        }

        bool IsKnown(string path)
        {
            for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
            {
                if (known.Contains(path[..end]))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
