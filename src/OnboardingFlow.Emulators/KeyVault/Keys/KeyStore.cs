using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>The vault's keys.</summary>
internal sealed class KeyStore(StateJournal journal, TimeProvider time)
{
    private const string Kind = "vault-key";

    private static readonly int[] Sizes = [2048, 3072, 4096];
    private static readonly string[] Types = ["RSA", "RSA-HSM"];

    private readonly VersionStore<VaultKey> _keys = new(
        Kind,
        journal,
        journal.Loaded(Kind, StateJson.Default.VaultKeyRecord).Select(r => VaultKey.From(r.Value)),
        key => journal.Put(Kind, key.Version, key.ToRecord(), StateJson.Default.VaultKeyRecord),
        VaultException.KeyNotFound);

    internal IEnumerable<VaultKey> Current => _keys.Current;

    internal IReadOnlyList<VaultKey> All(string name) => _keys.All(name);

    /// <exception cref="VaultException">404.</exception>
    internal VaultKey Get(string name, string? version) => _keys.Get(name, version);

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
        return _keys.Change(name, version, key => key with
        {
            Operations = asked.KeyOps ?? key.Operations,
            Attributes = key.Attributes.Updating(asked.Attributes, time.GetUtcNow()),
            Tags = asked.Tags ?? key.Tags,
        });
    }

    internal VaultKey Delete(string name) => _keys.Delete(name);

    private VaultKey Add(
        string name, string kty, IReadOnlyList<string>? operations, ObjectAttributes? attributes, IReadOnlyDictionary<string, string>? tags, RsaPool rsa)
    {
        RequireOperations(operations);
        var allowed = operations is { Count: > 0 } ? operations : VaultKey.AllOperations;
        return _keys.Add(new VaultKey(name, RandomText.Hex(16), kty, allowed, ObjectAttributes.New(attributes, time.GetUtcNow()), tags, rsa));
    }

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
