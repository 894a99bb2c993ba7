using System.CommandLine;
using Azure;
using Azure.Storage.Queues;

namespace OnboardingFlow.Cli.Commands;

/// <summary>The request queue.</summary>
internal sealed class QueueOptions
{
    private const string QueueName = "onboarding-requests";

    private readonly Option<string> _storage = new("--storage")
    {
        Description = "Connection string of the storage account (or ONBOARDING_STORAGE).",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ONBOARDING_STORAGE") ?? "UseDevelopmentStorage=true",
    };

    public QueueOptions AddTo(Command command)
    {
        command.Options.Add(_storage);
        return this;
    }

    /// <summary>Puts a request on the queue, where it stays until it is taken; returns the message's id.</summary>
    /// <exception cref="CliException">The connection string is wrong, or the queue can't be reached.</exception>
    public async Task<string> SendAsync(ParseResult parsed, string body, CancellationToken cancellationToken)
    {
        try
        {
            var queue = new QueueClient(parsed.GetRequiredValue(_storage), QueueName);
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            var receipt = await queue.SendMessageAsync(body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);
            return receipt.Value.MessageId;
        }
        catch (FormatException problem)
        {
            throw new CliException(ExitCodes.Usage, $"--storage isn't a connection string: {problem.Message}");
        }
        catch (Exception problem) when (problem is RequestFailedException or AggregateException)
        {
            throw new CliException(ExitCodes.Unreachable, $"The queue {QueueName} can't be reached: {problem.GetBaseException().Message}");
        }
    }
}
