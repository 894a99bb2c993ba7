using System.Buffers;
using System.Text.Json;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Cli.Importing;

/// <summary>Writes a row as a request's <c>data</c>: <c>{"presign": …, "options": …}</c>.</summary>
internal static class RowData
{
    private const string IdentificationObject = "identification";

    public static byte[] Write(CsvRow row, ColumnPlan plan)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            var open = new Stack<string>();
            json.WriteStartObject();
            foreach (var planned in plan.Fields)
            {
                if (planned.ValueIn(row.Cells) is { } value)
                {
                    Enter(json, open, planned.Field.Parents);
                    WriteValue(json, planned.Field, value);
                }
            }

            Enter(json, open, []);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Ends the objects that the next field isn't in, and begins those that it is in.</summary>
    private static void Enter(Utf8JsonWriter json, Stack<string> open, IReadOnlyList<string> parents)
    {
        while (!open.Reverse().SequenceEqual(parents.Take(open.Count), StringComparer.Ordinal))
        {
            open.Pop();
            json.WriteEndObject();
        }

        foreach (var name in parents.Skip(open.Count).ToList())
        {
            json.WriteStartObject(name);
            open.Push(name);
            if (name == IdentificationObject)
            {
                json.WriteString("identification_type", Identification.IdCard);
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter json, ImportField field, string value)
    {
        if (field.IsFlag && value is ("true" or "false"))
        {
            json.WriteBoolean(field.Name, value == "true");
        }
        else
        {
            json.WriteString(field.Name, value);
        }
    }
}
