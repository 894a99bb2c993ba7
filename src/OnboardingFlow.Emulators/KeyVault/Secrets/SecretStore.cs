using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.KeyVault.Secrets;

/// <summary>The vault's secrets.</summary>
internal sealed class SecretStore(StateJournal journal, TimeProvider time)
{
    /// <summary>Key Vault's own limit.</summary>
    internal const int MaxValueBytes = 25 * 1024;

    private const string Kind = "vault-secret";

    private readonly VersionStore<VaultSecret> _secrets = new(
        Kind,
        journal,
        journal.Loaded(Kind, StateJson.Default.VaultSecret).Select(s => s.Value),
        secret => journal.Put(Kind, secret.Version, secret, StateJson.Default.VaultSecret),
        VaultException.SecretNotFound);

    internal IEnumerable<VaultSecret> Current => _secrets.Current;

    internal IReadOnlyList<VaultSecret> All(string name) => _secrets.All(name);

    /// <exception cref="VaultException">404.</exception>
    internal VaultSecret Get(string name, string? version) => _secrets.Get(name, version);

    internal VaultSecret Set(string name, SetSecretBody asked)
    {
        var value = asked.Value ?? throw VaultException.BadParameter("value is required");
        if (System.Text.Encoding.UTF8.GetByteCount(value) > MaxValueBytes)
        {
            throw VaultException.BadParameter($"value has more than {MaxValueBytes} bytes");
        }

        return _secrets.Add(new VaultSecret(name, RandomText.Hex(16), value, asked.ContentType, ObjectAttributes.New(asked.Attributes, time.GetUtcNow()), asked.Tags));
    }

    internal VaultSecret Update(string name, string? version, UpdateSecretBody asked) => _secrets.Change(name, version, secret => secret with
    {
        ContentType = asked.ContentType ?? secret.ContentType,
        Attributes = secret.Attributes.Updating(asked.Attributes, time.GetUtcNow()),
        Tags = asked.Tags ?? secret.Tags,
    });

    internal VaultSecret Delete(string name) => _secrets.Delete(name);
}
