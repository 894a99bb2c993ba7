using Azure;
using Azure.Storage.Queues;
using AzureMessage = Azure.Storage.Queues.Models.QueueMessage;

namespace OnboardingFlow.Integrations.Requests;

/// <summary>A received message: ours as long as its visibility is renewed. One caller at a time.</summary>
internal sealed class LeasedMessage(QueueClient queue, AzureMessage message)
{
    private string _popReceipt = message.PopReceipt;

    public AzureMessage Message { get; } = message;

    /// <summary>Whether the queue said that somebody else has the message now, or deleted it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Hides the message for this long from now on. Zero shows it at once.</summary>
    public Task HideAsync(TimeSpan visibility, CancellationToken cancellationToken) => UnlessLostAsync(async () =>
    {
        var receipt = await queue.UpdateMessageAsync(Message.MessageId, _popReceipt, visibilityTimeout: visibility, cancellationToken: cancellationToken);
        _popReceipt = receipt.Value.PopReceipt;
    });

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        UnlessLostAsync(() => queue.DeleteMessageAsync(Message.MessageId, _popReceipt, cancellationToken));

    private async Task UnlessLostAsync(Func<Task> call)
    {
        if (IsLost)
        {
            return;
        }

        try
        {
            await call();
        }
        catch (RequestFailedException fault) when (fault.ErrorCode is "MessageNotFound" or "PopReceiptMismatch")
        {
            IsLost = true;
        }
    }
}
