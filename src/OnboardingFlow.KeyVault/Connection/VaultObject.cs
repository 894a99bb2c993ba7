using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>What a call to the vault is about: says in errors what failed and how to put it right.</summary>
/// <param name="Vault">The vault's address.</param>
/// <param name="Kind"><c>key</c> or <c>secret</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, or empty.</param>
/// <param name="Operation">What was asked: <c>get</c>, <c>sign</c>, …</param>
internal sealed record VaultObject(Uri Vault, string Kind, string Name, string Version, string Operation)
{

    private string VaultName => Vault.Host.Split('.')[0];

    private string AtVault => IsHsm(Vault) ? $"--hsm-name {VaultName}" : $"--vault-name {VaultName}";

    private string AtVersion => Version.Length == 0 ? "" : $" --version {Version}";

    private string What => Version.Length == 0 ? $"{Kind} '{Name}'" : $"{Kind} '{Name}' version {Version}";

    /// <summary>Whether the address is a managed HSM's, which holds keys only.</summary>
    public static bool IsHsm(Uri vault) => vault.Host.Contains(".managedhsm.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Something that an operator has to put right.</summary>
    public ActivityException Misconfigured(string cause, string fix, Exception? inner = null) =>
        new(ErrorTypes.Configuration, $"Key Vault {Vault.Host}: {Operation} {What}: {cause}. {fix}", inner);

    /// <summary>Something that may pass.</summary>
    public ActivityException Passing(string cause, Exception? inner = null) => new(ErrorTypes.Transient, $"Key Vault {Vault.Host}: {Operation} {What}: {cause}", inner);

    /// <summary>What can't be opened with this key.</summary>
    public ActivityException Unreadable(string cause) => new(ErrorTypes.Unreadable, $"Key Vault {Vault.Host}: {Operation} {What}: {cause}");

    public string FixPermission() => IsHsm(Vault)
        ? $"Give this process's identity the role 'Managed HSM Crypto User'; look with: az keyvault role assignment list --hsm-name {VaultName}"
        : $"Give this process's identity the role '{(Kind == "key" ? "Key Vault Crypto User" : "Key Vault Secrets User")}' on the vault; "
            + $"look with: az role assignment list --scope $(az keyvault show --name {VaultName} --query id -o tsv)";

    public string FixDisabled() => $"Enable it: az keyvault {Kind} set-attributes {AtVault} --name {Name}{AtVersion} --enabled true";

    public string FixDates() => $"Look at its dates: az keyvault {Kind} show {AtVault} --name {Name}{AtVersion} --query attributes";

    public string FixMissing() =>
        $"Create it, or correct its name in section KeyVault; look with: az keyvault {Kind} list-versions {AtVault} --name {Name}; "
        + $"a deleted one: az keyvault {Kind} recover {AtVault} --name {Name}";

    public string FixNetwork() => $"Let this machine's network in; look with: az keyvault network-rule list --name {VaultName}";

    public string FixToken() =>
        "The identity must be of the vault's tenant; look with: az account show --query tenantId and "
        + $"az keyvault show --name {VaultName} --query properties.tenantId; see KeyVault:Credential";

    public string FixOperations() => $"It must be an RSA key that permits the operation; look with: az keyvault key show {AtVault} --name {Name}{AtVersion} --query key";
}
