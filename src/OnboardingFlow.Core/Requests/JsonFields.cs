using System.Text.Json;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Requests;

/// <summary>The fields of one JSON object: each is taken once by the mapping, and what is left over at <see cref="End"/> is refused by its name.</summary>
internal sealed class JsonFields
{
    private const int MaxShownName = 64;

    private readonly string _path;
    private readonly FieldErrors _errors;
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);

    /// <param name="element">An object.</param>
    /// <param name="path">Its path; empty where its fields are named without one.</param>
    /// <param name="errors">Where problems go.</param>
    public JsonFields(JsonElement element, string path, FieldErrors errors)
    {
        _path = path;
        _errors = errors;
        foreach (var field in element.EnumerateObject())
        {
            if (!_left.TryAdd(field.Name, field.Value))
            {
                errors.Add(PathOf(field.Name), "appears more than once: send it once");
            }
        }
    }

    public static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    public bool Has(string name) => _left.ContainsKey(name);

    public JsonFields? Object(string name, bool required = false) =>
        Take(name, required, "an object", JsonValueKind.Object) is { } element ? new JsonFields(element, PathOf(name), _errors) : null;

    /// <summary>As <see cref="Object"/>, but the object's own fields are named from the root.</summary>
    public JsonFields? RootedObject(string name) =>
        Take(name, required: true, "an object", JsonValueKind.Object) is { } element ? new JsonFields(element, "", _errors) : null;

    public string? String(string name, bool required = false) => Take(name, required, "a string", JsonValueKind.String)?.GetString();

    /// <summary>A string if there is one; anything else is passed over.</summary>
    public string? StringOrNothing(string name) =>
        _left.TryGetValue(name, out var element) && element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>A required string; empty where it is missing, which then has its error.</summary>
    public string RequiredString(string name) => String(name, required: true) ?? "";

    public Sensitive? Sensitive(string name, bool required = false) => String(name, required) is { } value ? new Sensitive(value) : null;

    public bool? Flag(string name) => Take(name, required: false, "true or false", JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    public T? Word<T>(string name, WireWords<T> words)
        where T : struct, Enum => Parsed<T>(name, words.TryRead, $"must be one of {words.Allowed}");

    /// <summary>A string that stands for something else.</summary>
    public T? Parsed<T>(string name, TryParse<T> parse, string rule, bool required = false)
        where T : struct
    {
        if (String(name, required) is not { } text)
        {
            return null;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        _errors.Add(PathOf(name), rule);
        return null;
    }

    public void Problem(string name, string problem) => _errors.Add(PathOf(name), problem);

    /// <summary>Refuses what no one took.</summary>
    public void End()
    {
        foreach (var name in _left.Keys)
        {
            _errors.Add(PathOf(name), "isn't a field known here: check its spelling, or leave it out");
        }
    }

    private JsonElement? Take(string name, bool required, string expected, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!_left.Remove(name, out var element))
        {
            if (required)
            {
                _errors.Add(PathOf(name), "is required");
            }

            return null;
        }

        if (kinds.Contains(element.ValueKind))
        {
            return element;
        }

        if (required || element.ValueKind != JsonValueKind.Null)
        {
            _errors.Add(PathOf(name), $"must be {expected}, not {Word(element.ValueKind)}");
        }

        return null;
    }

    // Names come from the sender: shown, but bounded and without what could break a log line.
    private string PathOf(string name)
    {
        var shown = name.Length > MaxShownName ? $"{name[..MaxShownName]}…" : name;
        shown = string.Concat(shown.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
        return _path.Length == 0 ? shown : $"{_path}.{shown}";
    }

    public delegate bool TryParse<T>(string text, out T value);
}
