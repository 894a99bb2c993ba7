using System.Buffers.Binary;

namespace OnboardingFlow.Engine.Activities;

/// <summary>
/// Which activities were running when the process died, and how often that befell each: <c>engine.running</c> in the data folder, a record of 32 bytes
/// for each. Written to the system, never synced: what counts is that it outlives the process, and a loss of power is no activity's fault.
/// </summary>
internal sealed class DeliveryLedger : IDisposable
{
    private const int RecordBytes = 32;
    private const byte Waiting = 1;
    private const byte Running = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<ActivityCall, (int Place, int Deaths)> _places = [];
    private readonly Stack<int> _free = new();
    private FileStream? _stream;

    /// <param name="folder">The data folder, owned by this process; null when nothing of the process is to outlive it.</param>
    /// <param name="isOpen">Whether a call still waits for its outcome; others are forgotten.</param>
    /// <exception cref="EngineStorageException">The file can't be written.</exception>
    public DeliveryLedger(string? folder, Func<ActivityCall, bool> isOpen)
    {
        if (folder is null)
        {
            return;
        }

        var file = Path.Combine(folder, "engine.running");
        try
        {
            var died = File.Exists(file) ? Read(File.ReadAllBytes(file)) : [];
            var next = file + ".new";
            _stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
            foreach (var (call, deaths) in died.Where(d => d.Deaths > 0 && isOpen(d.Call)))
            {
                _places[call] = (_places.Count, deaths);
                Write(call, Waiting);
            }

            File.Move(next, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _stream?.Dispose();
            throw new EngineStorageException($"'{file}' can't be written: {e.Message}", e);
        }
    }

    /// <summary>How often the process died while this call ran.</summary>
    public int Deaths(ActivityCall call)
    {
        lock (_lock)
        {
            return _places.TryGetValue(call, out var place) ? place.Deaths : 0;
        }
    }

    /// <summary>The call begins to run.</summary>
    public void Begin(ActivityCall call)
    {
        lock (_lock)
        {
            if (!_places.ContainsKey(call))
            {
                _places[call] = (_free.TryPop(out var place) ? place : _places.Count, 0);
            }

            Write(call, Running);
        }
    }

    /// <summary>The call ended by itself.</summary>
    public void End(ActivityCall call)
    {
        lock (_lock)
        {
            Write(call, 0);
            _places.Remove(call, out var place);
            _free.Push(place.Place);
        }
    }

    /// <summary>From now on nothing is noted: what the file says stays.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _stream?.Dispose();
            _stream = null;
        }
    }

    /// <summary>The engine ends in order: whatever still runs isn't to blame.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _stream?.SetLength(0);
        }

        Dispose();
    }

    private static List<(ActivityCall Call, int Deaths)> Read(ReadOnlySpan<byte> bytes)
    {
        var found = new List<(ActivityCall, int)>();
        for (; bytes.Length >= RecordBytes; bytes = bytes[RecordBytes..])
        {
            if (bytes[0] is Waiting or Running)
            {
                var call = new ActivityCall(
                    BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
                    BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
                    BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
                    BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]));
                found.Add((call, BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) + (bytes[0] == Running ? 1 : 0)));
            }
        }

        return found;
    }

    private void Write(ActivityCall call, byte state)
    {
        if (_stream is null)
        {
            return;
        }

        var (place, deaths) = _places[call];
        Span<byte> record = stackalloc byte[RecordBytes];
        record.Clear();
        record[0] = state;
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], deaths);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], call.Key);
        BinaryPrimitives.WriteInt32LittleEndian(record[16..], call.Run);
        BinaryPrimitives.WriteInt32LittleEndian(record[20..], call.Execution);
        BinaryPrimitives.WriteInt32LittleEndian(record[24..], call.TaskId);
        RandomAccess.Write(_stream.SafeFileHandle, record, (long)place * RecordBytes);
    }
}
