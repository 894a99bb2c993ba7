using System.Text;

namespace OnboardingFlow.Engine.History;

/// <summary>Reads what <see cref="HistoryWriter"/> wrote. Throws <see cref="EngineStorageException"/> where the bytes end too early.</summary>
internal ref struct HistoryReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Slice(1)[0];

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)value;
            }
        }

        throw Damaged();
    }

    public int Int() => checked((int)Number());

    public string? Text()
    {
        var length = Number();
        return length == 0 ? null : Encoding.UTF8.GetString(Slice(length - 1));
    }

    public string RequiredText() => Text() ?? throw Damaged();

    public DateTimeOffset Time()
    {
        var ticks = Number();
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Damaged();
    }

    public static EngineStorageException Damaged() => new("A history record is damaged: it can't be decoded. Restore the data folder from a backup.");

    private ReadOnlySpan<byte> Slice(long length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw Damaged();
        }

        var slice = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return slice;
    }
}
