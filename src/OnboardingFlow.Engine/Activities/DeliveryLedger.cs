using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace OnboardingFlow.Engine.Activities;

/// <summary>
/// Which activities were running when the process died, and how often that befell each: <c>engine.running</c> in the data folder, a record of 32 bytes
/// for each. Mapped into memory and never synced: what counts is that it outlives the process, and a loss of power is no activity's fault.
/// </summary>
internal sealed class DeliveryLedger : IDisposable
{
    private const int RecordBytes = 32;
    private const byte Waiting = 1;
    private const byte Running = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<ActivityCall, (int Place, int Deaths)> _places = [];
    private readonly Stack<int> _free = new();
    private MemoryMappedViewAccessor? _view;

    /// <param name="folder">The data folder, owned by this process; null when nothing of the process is to outlive it.</param>
    /// <param name="atOnce">How many calls run at once at most.</param>
    /// <param name="isOpen">Whether a call still waits for its outcome; others are forgotten.</param>
    /// <exception cref="EngineStorageException">The file can't be written.</exception>
    public DeliveryLedger(string? folder, int atOnce, Func<ActivityCall, bool> isOpen)
    {
        if (folder is null)
        {
            return;
        }

        var file = Path.Combine(folder, "engine.running");
        try
        {
            var died = File.Exists(file) ? Read(File.ReadAllBytes(file)).FindAll(d => d.Deaths > 0 && isOpen(d.Call)) : [];
            var next = file + ".new";
            _view = Map(next, (died.Count + atOnce) * RecordBytes);
            foreach (var (call, deaths) in died)
            {
                _places[call] = (_places.Count, deaths);
                Write(call, Waiting);
            }

            File.Move(next, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _view?.Dispose();
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
            _view?.Write(Offset(_places[call].Place), (byte)0);
            _places.Remove(call, out var place);
            _free.Push(place.Place);
        }
    }

    /// <summary>From now on nothing is noted: what the file says stays.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _view?.Dispose();
            _view = null;
        }
    }

    /// <summary>The engine ends in order: whatever still runs isn't to blame.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            foreach (var (place, _) in _places.Values)
            {
                _view?.Write(Offset(place), (byte)0);
            }
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

    /// <summary>The file is written whole before it is mapped: a hole in it would need disk space at a moment when there may be none.</summary>
    private static MemoryMappedViewAccessor Map(string file, int bytes)
    {
        File.WriteAllBytes(file, new byte[bytes]);
        using var mapped = MemoryMappedFile.CreateFromFile(file, FileMode.Open, mapName: null, bytes);
        return mapped.CreateViewAccessor(0, bytes);
    }

    private static long Offset(int place) => (long)place * RecordBytes;

    /// <summary>The state comes last: a process killed half-way leaves no half record.</summary>
    private void Write(ActivityCall call, byte state)
    {
        var (place, deaths) = _places[call];
        if (_view is not { } view)
        {
            return;
        }

        var offset = Offset(place);
        Span<byte> record = stackalloc byte[RecordBytes - 1];
        record.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(record[3..], deaths);
        BinaryPrimitives.WriteInt64LittleEndian(record[7..], call.Key);
        BinaryPrimitives.WriteInt32LittleEndian(record[15..], call.Run);
        BinaryPrimitives.WriteInt32LittleEndian(record[19..], call.Execution);
        BinaryPrimitives.WriteInt32LittleEndian(record[23..], call.TaskId);
        view.SafeMemoryMappedViewHandle.WriteSpan<byte>((ulong)offset + 1, record);
        view.Write(offset, state);
    }
}
