using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Tests.Sealing;

/// <summary>Secrets that are what the test says, newest first.</summary>
internal sealed class FixedSecrets(params string[] versions) : ISecrets
{
    public Task<IReadOnlyList<Sensitive>> GetAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Sensitive>>([.. versions.Select(version => new Sensitive(version))]);
}
