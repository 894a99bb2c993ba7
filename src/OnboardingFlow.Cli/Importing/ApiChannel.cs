using OnboardingFlow.Cli.Api;

namespace OnboardingFlow.Cli.Importing;

/// <summary>Over HTTP: the host answers at once whether it takes the request.</summary>
internal sealed class ApiChannel(OnboardingClient client) : IRequestChannel
{
    public async Task<SendState> SendAsync(string cloudEvent, CancellationToken cancellationToken) =>
        (await client.StartAsync(cloudEvent, null, cancellationToken)).Started ? SendState.Accepted : SendState.Duplicate;

    public void Dispose() => client.Dispose();
}
