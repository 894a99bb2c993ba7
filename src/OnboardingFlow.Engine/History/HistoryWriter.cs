using System.Buffers;
using System.Text;

namespace OnboardingFlow.Engine.History;

/// <summary>Writes the primitives of the history encoding: variable-length numbers, UTF-8 texts with length, times as ticks.</summary>
internal sealed class HistoryWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Number(long value)
    {
        var rest = (ulong)value;
        var span = _buffer.GetSpan(10);
        var i = 0;
        while (rest >= 0x80)
        {
            span[i++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[i++] = (byte)rest;
        _buffer.Advance(i);
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Number(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Number(length + 1);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    public void Time(DateTimeOffset value) => Number(value.UtcTicks);

    /// <summary>The bytes written since the last call.</summary>
    public byte[] Take()
    {
        var bytes = _buffer.WrittenSpan.ToArray();
        _buffer.ResetWrittenCount();
        return bytes;
    }
}
