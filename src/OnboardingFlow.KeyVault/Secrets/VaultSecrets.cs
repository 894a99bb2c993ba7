using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.KeyVault.Caching;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault.Secrets;

/// <summary>Secrets in Key Vault, through Azure's client.</summary>
internal sealed class VaultSecrets : ISecrets
{
    private const int KeptSecrets = 32;
    private const int VersionsInUse = 2;

    // A secret that is rotated every day for a year has fewer; beyond it the rest isn't looked at.
    private const int VersionsRead = 500;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly VaultConnection _vault;
    private readonly TimeProvider _time;
    private readonly ILogger<VaultSecrets> _logger;
    private readonly SingleFlightCache<IReadOnlyList<Sensitive>> _cache;

    public VaultSecrets(VaultConnection vault, TimeProvider time, ILogger<VaultSecrets> logger)
    {
        _vault = vault;
        _time = time;
        _logger = logger;
        _cache = new SingleFlightCache<IReadOnlyList<Sensitive>>(Fresh, KeptSecrets, time, (name, fault) => Log.Stale(logger, name, fault.Message));
    }

    public Task<IReadOnlyList<Sensitive>> GetAsync(string name, CancellationToken cancellationToken) => _cache.GetAsync(name, ReadAsync, cancellationToken);

    private async Task<IReadOnlyList<Sensitive>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var target = new VaultObject(_vault.SecretsAddress, "secret", name, "", VaultOperations.Get);
        try
        {
            var versions = await ListAsync(name, cancellationToken);
            if (versions.Count == 0)
            {
                throw target.Misconfigured("there is no such secret", target.FixMissing());
            }

            var now = _time.GetUtcNow();
            var values = new List<Sensitive>(VersionsInUse);
            foreach (var version in versions.Where(version => IsUsable(version, now)).OrderByDescending(version => version.CreatedOn).Take(VersionsInUse))
            {
                var secret = await _vault.Secrets.GetSecretAsync(name, version.Version, cancellationToken);
                values.Add(new Sensitive(secret.Value.Value));
            }

            Log.SecretRead(_logger, name, values.Count);
            return values.Count > 0 ? values : throw target.Misconfigured("every version is disabled or out of its dates", target.FixDisabled());
        }
        catch (Exception error) when (error is not ActivityException && VaultFaults.FromException(target, error) is { } fault)
        {
            throw fault;
        }
    }

    private async Task<List<SecretProperties>> ListAsync(string name, CancellationToken cancellationToken)
    {
        var versions = new List<SecretProperties>();
        await foreach (var version in _vault.Secrets.GetPropertiesOfSecretVersionsAsync(name, cancellationToken))
        {
            versions.Add(version);
            if (versions.Count == VersionsRead)
            {
                break;
            }
        }

        return versions;
    }

    private static bool IsUsable(SecretProperties version, DateTimeOffset now) =>
        version.Enabled != false && !(now < version.NotBefore) && !(now >= version.ExpiresOn);
}
