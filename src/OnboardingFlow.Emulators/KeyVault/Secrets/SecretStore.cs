using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.KeyVault.Secrets;

/// <summary>The vault's secrets, kept over restarts.</summary>
internal sealed class SecretStore
{
    /// <summary>Key Vault's own limit.</summary>
    internal const int MaxValueBytes = 25 * 1024;

    private const string Kind = "vault-secret";

    private readonly Versions<VaultSecret> _secrets = new(s => s.Version);
    private readonly StateJournal _journal;
    private readonly TimeProvider _time;

    internal SecretStore(StateJournal journal, TimeProvider time)
    {
        _journal = journal;
        _time = time;
        foreach (var (_, secret) in journal.Loaded(Kind, StateJson.Default.VaultSecret))
        {
            _secrets.Add(secret.Name, secret);
        }
    }

    internal IEnumerable<VaultSecret> Current => _secrets.Current.Select(s => s.Current);

    internal IReadOnlyList<VaultSecret> All(string name) => _secrets.All(name);

    internal VaultSecret? Find(string name) => _secrets.Find(name, null);

    /// <exception cref="VaultException">404.</exception>
    internal VaultSecret Get(string name, string? version) =>
        _secrets.Find(name, version) ?? throw VaultException.SecretNotFound(string.IsNullOrEmpty(version) ? name : $"{name}/{version}");

    internal VaultSecret Set(string name, SetSecretBody asked)
    {
        VaultNames.Require(name);
        var value = asked.Value ?? throw VaultException.BadParameter("value is required");
        if (System.Text.Encoding.UTF8.GetByteCount(value) > MaxValueBytes)
        {
            throw VaultException.BadParameter($"value has more than {MaxValueBytes} bytes");
        }

        var secret = new VaultSecret(name, RandomText.Hex(16), value, asked.ContentType, ObjectAttributes.New(asked.Attributes, _time.GetUtcNow()), asked.Tags);
        _secrets.Add(name, secret);
        Keep(secret);
        return secret;
    }

    internal VaultSecret Update(string name, string? version, UpdateSecretBody asked)
    {
        var secret = Get(name, version);
        var changed = secret with
        {
            ContentType = asked.ContentType ?? secret.ContentType,
            Attributes = secret.Attributes.Updating(asked.Attributes, _time.GetUtcNow()),
            Tags = asked.Tags ?? secret.Tags,
        };
        _secrets.Replace(name, changed);
        Keep(changed);
        return changed;
    }

    internal VaultSecret Delete(string name)
    {
        var versions = _secrets.All(name);
        var last = Get(name, null);
        _secrets.Remove(name);
        foreach (var version in versions)
        {
            _journal.Remove(Kind, version.Version);
        }

        return last;
    }

    private void Keep(VaultSecret secret) => _journal.Put(Kind, secret.Version, secret, StateJson.Default.VaultSecret);
}
