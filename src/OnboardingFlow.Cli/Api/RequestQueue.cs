using Azure;
using Azure.Storage.Queues;

namespace OnboardingFlow.Cli.Api;

/// <summary>The request queue, made on the first message if it isn't there.</summary>
internal sealed class RequestQueue
{
    private const string Name = "onboarding-requests";

    private readonly QueueClient _queue;
    private volatile bool _exists;

    /// <exception cref="CliException">The connection string is wrong.</exception>
    public RequestQueue(string connectionString)
    {
        try
        {
            _queue = new QueueClient(connectionString, Name);
        }
        catch (FormatException problem)
        {
            throw new CliException(ExitCodes.Usage, $"--storage isn't a connection string: {problem.Message}");
        }
    }

    /// <summary>Puts a request on the queue, where it stays until it is taken; returns the message's id.</summary>
    /// <exception cref="CliException">The queue can't be reached.</exception>
    public async Task<string> SendAsync(string body, CancellationToken cancellationToken)
    {
        try
        {
            if (!_exists)
            {
                await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                _exists = true;
            }

            var receipt = await _queue.SendMessageAsync(body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);
            return receipt.Value.MessageId;
        }
        catch (Exception problem) when (problem is RequestFailedException or AggregateException)
        {
            throw new CliException(ExitCodes.Unreachable, $"The queue {Name} can't be reached: {problem.GetBaseException().Message}");
        }
    }
}
