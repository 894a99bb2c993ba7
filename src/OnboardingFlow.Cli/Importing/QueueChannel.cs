using OnboardingFlow.Cli.Api;

namespace OnboardingFlow.Cli.Importing;

/// <summary>By the request queue: the host takes it when it can, and what it can't take becomes poison.</summary>
internal sealed class QueueChannel(RequestQueue queue) : IRequestChannel
{
    public async Task<SendState> SendAsync(string cloudEvent, CancellationToken cancellationToken)
    {
        await queue.SendAsync(cloudEvent, cancellationToken);
        return SendState.Queued;
    }

    public void Dispose()
    {
        // The queue's client holds nothing.
    }
}
