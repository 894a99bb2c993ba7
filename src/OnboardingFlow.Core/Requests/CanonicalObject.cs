using System.Globalization;
using System.Text;

namespace OnboardingFlow.Core.Requests;

/// <summary>
/// Writes JSON objects of strings and booleans as RFC 8785 (JCS) wants them: no white space, names sorted by UTF-16 code units, shortest escapes, UTF-8. A request holds no
/// numbers and no arrays.
/// </summary>
internal sealed class CanonicalObject
{
    private readonly SortedDictionary<string, object> _fields = new(StringComparer.Ordinal);

    /// <summary>Adds a string; null is left out.</summary>
    public CanonicalObject Add(string name, string? value) => AddValue(name, value);

    /// <summary>Adds a boolean; null is left out.</summary>
    public CanonicalObject Add(string name, bool? value) => AddValue(name, value);

    /// <summary>Adds an object; null and one without fields are left out.</summary>
    public CanonicalObject Add(string name, CanonicalObject? value) => AddValue(name, value is { _fields.Count: > 0 } ? value : null);

    public byte[] ToUtf8()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    private CanonicalObject AddValue(string name, object? value)
    {
        if (value is not null)
        {
            _fields.Add(name, value);
        }

        return this;
    }

    private void WriteTo(StringBuilder text)
    {
        text.Append('{');
        foreach (var (name, value) in _fields)
        {
            if (text[^1] != '{')
            {
                text.Append(',');
            }

            WriteString(text, name);
            text.Append(':');
            switch (value)
            {
                case CanonicalObject nested:
                    nested.WriteTo(text);
                    break;
                case bool flag:
                    text.Append(flag ? "true" : "false");
                    break;
                default:
                    WriteString(text, (string)value);
                    break;
            }
        }

        text.Append('}');
    }
}
