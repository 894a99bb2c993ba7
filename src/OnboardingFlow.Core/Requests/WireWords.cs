namespace OnboardingFlow.Core.Requests;

/// <summary>The words by which an enumeration's values go over the wire.</summary>
internal sealed class WireWords<T>(params (string Word, T Value)[] words)
    where T : struct, Enum
{
    /// <summary>Words that are read as well, but neither written nor recommended.</summary>
    public IReadOnlyDictionary<string, T> Aliases { get; init; } = new Dictionary<string, T>(StringComparer.Ordinal);

    public string Allowed => string.Join(", ", words.Select(pair => pair.Word));

    public string Write(T value) => words.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;

    public bool TryRead(string word, out T value)
    {
        foreach (var pair in words)
        {
            if (pair.Word == word)
            {
                value = pair.Value;
                return true;
            }
        }

        return Aliases.TryGetValue(word, out value);
    }
}
