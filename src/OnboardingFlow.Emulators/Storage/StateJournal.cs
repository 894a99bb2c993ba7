using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OnboardingFlow.Emulators.Storage;

/// <summary>
/// What must outlive the process: one encrypted line a change, the last one of a kind and key counts. Every change is with the operating system
/// before the call returns, so killing the process loses nothing. Lines are encrypted (AES-256-GCM, key in <c>state.key</c>) because persons' names are among them.
/// </summary>
internal sealed class StateJournal : IDisposable
{
    /// <summary>Past this size nothing more is recorded; a restart compacts.</summary>
    internal const long MaxBytes = 1L << 30;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Lock _lock = new();
    private readonly AesGcm _cipher;
    private readonly OrderedDictionary<(string Kind, string Key), JsonElement> _loaded = [];
    private readonly FileStream _guard;
    private FileStream _file;
    private long _size;

    private StateJournal(string path, byte[] key, FileStream guard)
    {
        _guard = guard;
        _cipher = new AesGcm(key, TagBytes);
        if (File.Exists(path))
        {
            Load(path);
        }

        Compact(path);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <exception cref="InvalidDataException">The files don't fit together or are damaged.</exception>
    /// <exception cref="IOException">Another process has the folder.</exception>
    internal static StateJournal Open(string directory)
    {
        var guard = new FileStream(Path.Combine(directory, "state.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return Open(directory, guard);
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    private static StateJournal Open(string directory, FileStream guard)
    {
        var keyFile = Path.Combine(directory, "state.key");
        var journal = Path.Combine(directory, "state.journal");
        if (!File.Exists(keyFile))
        {
            if (File.Exists(journal))
            {
                throw new InvalidDataException($"{journal} is there but its key {keyFile} isn't: remove both to start afresh");
            }

            OwnerOnlyFile.Write(keyFile, RandomNumberGenerator.GetBytes(32));
        }

        var key = File.ReadAllBytes(keyFile);
        return key.Length == 32 ? new StateJournal(journal, key, guard) : throw new InvalidDataException($"{keyFile} has {key.Length} bytes instead of 32: remove it and {journal} to start afresh");
    }

    /// <summary>Whether there was anything at the start.</summary>
    internal bool HasLoaded => _loaded.Count > 0;

    /// <summary>What was there at the start, by key, in the order of their first writing.</summary>
    internal IEnumerable<KeyValuePair<string, T>> Loaded<T>(string kind, JsonTypeInfo<T> type) =>
        from entry in _loaded
        where entry.Key.Kind == kind
        select KeyValuePair.Create(entry.Key.Key, entry.Value.Deserialize(type)!);

    /// <summary>Frees what <see cref="Loaded"/> gave, once everybody has read it.</summary>
    internal void ForgetLoaded() => _loaded.Clear();

    internal void Put<T>(string kind, string key, T value, JsonTypeInfo<T> type) =>
        Append(new JournalEntry(kind, key, JsonSerializer.SerializeToElement(value, type)));

    internal void Remove(string kind, string key) => Append(new JournalEntry(kind, key, null));

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
            _guard.Dispose();
            _cipher.Dispose();
        }
    }

    private void Append(JournalEntry entry)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry);
        lock (_lock)
        {
            if (_size > MaxBytes)
            {
                throw new IOException($"{_file.Name} has reached {MaxBytes} bytes: restart the emulators, which compacts it");
            }

            var line = Seal(plain);
            _file.Write(line);
            _size += line.Length;
        }
    }

    private byte[] Seal(byte[] plain)
    {
        var packed = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(packed.AsSpan(0, NonceBytes));
        _cipher.Encrypt(packed.AsSpan(0, NonceBytes), plain, packed.AsSpan(NonceBytes + TagBytes), packed.AsSpan(NonceBytes, TagBytes));
        return System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(packed) + "\n");
    }

    private JournalEntry Unseal(string line)
    {
        var packed = Convert.FromBase64String(line);
        var plain = new byte[packed.Length - NonceBytes - TagBytes];
        _cipher.Decrypt(packed.AsSpan(0, NonceBytes), packed.AsSpan(NonceBytes + TagBytes), packed.AsSpan(NonceBytes, TagBytes), plain);
        return JsonSerializer.Deserialize(plain, JournalJson.Default.JournalEntry)!;
    }

    private void Load(string path)
    {
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            JournalEntry entry;
            try
            {
                entry = Unseal(lines[i]);
            }
            catch (Exception e) when (e is FormatException or CryptographicException or JsonException or OverflowException)
            {
                if (i == lines.Length - 1)
                {
                    // The process was killed in the middle of its last write.
                    return;
                }

                throw new InvalidDataException($"{path}, line {i + 1}, can't be read: remove it and state.key to start afresh", e);
            }

            if (entry.Value is { } value)
            {
                _loaded[(entry.Kind, entry.Key)] = value;
            }
            else
            {
                _loaded.Remove((entry.Kind, entry.Key));
            }
        }
    }

    private void Compact(string path)
    {
        using (_file = OwnerOnlyFile.Create(path + ".new"))
        {
            foreach (var ((kind, key), value) in _loaded)
            {
                Append(new JournalEntry(kind, key, value));
            }
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
