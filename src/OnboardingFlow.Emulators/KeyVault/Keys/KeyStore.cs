using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>The vault's keys, kept over restarts.</summary>
internal sealed class KeyStore
{
    private const string Kind = "vault-key";

    private static readonly int[] Sizes = [2048, 3072, 4096];
    private static readonly string[] Types = ["RSA", "RSA-HSM"];

    private readonly Versions<VaultKey> _keys = new(k => k.Version);
    private readonly StateJournal _journal;
    private readonly TimeProvider _time;

    internal KeyStore(StateJournal journal, TimeProvider time)
    {
        _journal = journal;
        _time = time;
        foreach (var (_, record) in journal.Loaded(Kind, StateJson.Default.VaultKeyRecord))
        {
            _keys.Add(record.Name, VaultKey.From(record));
        }
    }

    internal IEnumerable<VaultKey> Current => _keys.Current.Select(k => k.Current);

    internal IReadOnlyList<VaultKey> All(string name) => _keys.All(name);

    /// <exception cref="VaultException">404.</exception>
    internal VaultKey Get(string name, string? version) =>
        _keys.Find(name, version) ?? throw VaultException.KeyNotFound(string.IsNullOrEmpty(version) ? name : $"{name}/{version}");

    internal VaultKey Create(string name, CreateKeyBody asked)
    {
        RequireType(asked.Kty);
        var size = asked.KeySize ?? 2048;
        if (!Sizes.Contains(size))
        {
            throw VaultException.BadParameter($"key_size {size}: must be one of {string.Join(", ", Sizes)}");
        }

        return Add(name, asked.Kty!, asked.KeyOps, asked.Attributes, asked.Tags, RsaPool.Generate(size));
    }

    /// <summary>A version with this key material and all operations.</summary>
    internal VaultKey Add(string name, RsaPool rsa) => Add(name, "RSA", null, null, null, rsa);

    internal VaultKey Import(string name, ImportKeyBody asked)
    {
        var key = asked.Key ?? throw VaultException.BadParameter("key is required");
        RequireType(key.Kty);
        return Add(name, key.Kty!, key.KeyOps, asked.Attributes, asked.Tags, key.ToPrivateKey());
    }

    /// <summary>A new version with new key material and the last one's settings.</summary>
    internal VaultKey Rotate(string name)
    {
        var last = Get(name, null);
        return Add(name, last.Kty, last.Operations, null, last.Tags, RsaPool.Generate(last.Rsa.KeySize));
    }

    internal VaultKey Update(string name, string? version, UpdateKeyBody asked)
    {
        RequireOperations(asked.KeyOps);
        var key = Get(name, version);
        var changed = key with
        {
            Operations = asked.KeyOps ?? key.Operations,
            Attributes = key.Attributes.Updating(asked.Attributes, _time.GetUtcNow()),
            Tags = asked.Tags ?? key.Tags,
        };
        _keys.Replace(name, changed);
        Keep(changed);
        return changed;
    }

    internal VaultKey Delete(string name)
    {
        var versions = _keys.All(name);
        var last = Get(name, null);
        _keys.Remove(name);
        foreach (var version in versions)
        {
            _journal.Remove(Kind, version.Version);
        }

        return last;
    }

    private VaultKey Add(
        string name, string kty, IReadOnlyList<string>? operations, ObjectAttributes? attributes, IReadOnlyDictionary<string, string>? tags, RsaPool rsa)
    {
        VaultNames.Require(name);
        RequireOperations(operations);
        var key = new VaultKey(
            name, RandomText.Hex(16), kty, operations is { Count: > 0 } ? operations : VaultKey.AllOperations, ObjectAttributes.New(attributes, _time.GetUtcNow()), tags, rsa);
        _keys.Add(name, key);
        Keep(key);
        return key;
    }

    private void Keep(VaultKey key) => _journal.Put(Kind, key.Version, key.ToRecord(), StateJson.Default.VaultKeyRecord);

    private static void RequireType(string? kty)
    {
        if (!Types.Contains(kty))
        {
            throw VaultException.BadParameter($"kty {kty}: the emulator has {string.Join(" and ", Types)} only");
        }
    }

    private static void RequireOperations(IReadOnlyList<string>? operations)
    {
        if (operations?.FirstOrDefault(o => !VaultKey.AllOperations.Contains(o)) is { } unknown)
        {
            throw VaultException.BadParameter($"key_ops: {unknown} is none of {string.Join(", ", VaultKey.AllOperations)}");
        }
    }
}
