using System.Buffers.Binary;
using System.Text;

namespace OnboardingFlow.Tests.Shared;

/// <summary>A message in protobuf's wire format, read by field numbers: OTLP's definitions are not in a package.</summary>
internal sealed class ProtoMessage
{
    private readonly ILookup<int, ReadOnlyMemory<byte>> _fields;

    private ProtoMessage(ILookup<int, ReadOnlyMemory<byte>> fields) => _fields = fields;

    public static ProtoMessage Parse(ReadOnlyMemory<byte> bytes) => new(Fields(bytes).ToLookup(field => field.Number, field => field.Value));

    public IEnumerable<ProtoMessage> Messages(int field) => _fields[field].Select(Parse);

    public ReadOnlyMemory<byte> Bytes(int field) => _fields[field].LastOrDefault();

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public long Number(int field) => Bytes(field) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes.Span) : 0;

    /// <summary>OTLP's key-value pairs; values as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field) => Messages(field)
        .GroupBy(pair => pair.Text(1))
        .ToDictionary(group => group.Key, group => group.SelectMany(pair => pair.Messages(2)).Select(ValueOf).LastOrDefault() ?? "");

    private static string ValueOf(ProtoMessage any) => any._fields.Contains(1) ? any.Text(1) : $"{any.Number(2)}{any.Number(3)}";

    /// <summary>Numbers are given as eight bytes, little-endian.</summary>
    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Value)> Fields(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            switch (tag & 7)
            {
                case 0:
                    yield return ((int)(tag >> 3), BitConverter.GetBytes(Varint(ref bytes)));
                    break;
                case 1:
                    yield return ((int)(tag >> 3), bytes[..8]);
                    bytes = bytes[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    yield return ((int)(tag >> 3), bytes[..length]);
                    bytes = bytes[length..];
                    break;
                case 5:
                    yield return ((int)(tag >> 3), new byte[8]); // Flags and floats: not asked for.
                    bytes = bytes[4..];
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} isn't used by OTLP.");
            }
        }
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes.Span[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
