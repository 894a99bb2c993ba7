namespace OnboardingFlow.Core.Ports;

/// <summary>Secrets in Key Vault, cached for minutes.</summary>
public interface ISecrets
{
    /// <summary>The enabled versions of a secret, newest first; at most the newest two (a secret may be rotating). Never empty.</summary>
    /// <exception cref="ActivityException"><see cref="ErrorTypes.Configuration"/> when it is missing, disabled or forbidden; <see cref="ErrorTypes.Transient"/> when the vault can't be reached.</exception>
    Task<IReadOnlyList<Sealing.Sensitive>> GetAsync(string name, CancellationToken cancellationToken);
}
