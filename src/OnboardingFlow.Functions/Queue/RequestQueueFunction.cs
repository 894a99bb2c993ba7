using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Functions.Durable;
using OnboardingFlow.Integrations.Requests;
using OnboardingFlow.Integrations.Storage;
using QueueMessage = Azure.Storage.Queues.Models.QueueMessage;

namespace OnboardingFlow.Functions.Queue;

/// <summary>
/// Takes requests from the queue. Retrying and poisoning are the code's work, with sealed copies: host.json keeps the platform from ever copying a clear body
/// to a poison queue of its own. The platform deletes a message when its function returns.
/// </summary>
public sealed class RequestQueueFunction(
    IQueueIntake intake, IntakeEffects effects, DurableClients clients, TimeProvider time, ILogger<RequestQueueFunction> logger)
{
    /// <summary>Handles one message; when it returns, what was decided is durable.</summary>
    /// <exception cref="MessageStaysException">Nothing could be made durable: the platform gives the message out again.</exception>
    [Function("TakeRequest")]
    public async Task TakeAsync(
        [QueueTrigger(StorageNames.RequestQueue, Connection = StorageOptions.Section)] QueueMessage message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var received = new Core.Intake.QueueMessage(
            message.MessageId, message.Body.ToMemory(), message.InsertedOn ?? time.GetUtcNow(), (int)message.DequeueCount);
        var decision = await clients.LendAsync(client, () => intake.HandleAsync(received, cancellationToken));
        if (!await effects.ApplyAsync(decision, cancellationToken))
        {
            throw new MessageStaysException(message.MessageId, decision is IntakeDecision.LeaveAlone left ? left.Why : decision.GetType().Name);
        }

        logger.MessageDone(message.MessageId, decision.GetType().Name);
    }
}
