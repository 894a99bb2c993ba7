using System.Text.Json;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Observability;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Starting;

namespace OnboardingFlow.Core.Intake;

/// <summary>The queue's way in: reads a message, opens it if it is sealed, starts the onboarding, and says what is to become of the message.</summary>
internal sealed partial class QueueIntake(
    RequestReader reader, Sealer sealer, OnboardingStarter starter, TimeProvider time, ILogger<QueueIntake> logger) : IQueueIntake
{
    /// <inheritdoc/>
    public async Task<IntakeDecision> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var copy = TryReadCopy(message.Body);
        var first = copy ?? new SealedCopy(message.MessageId, message.InsertedOn, 0, "");
        using var scope = logger.BeginMessage(first.MessageId);
        try
        {
            var body = copy is null
                ? QueueText.Decode(message.Body)
                : await sealer.OpenFromVaultAsync(copy.Sealed, copy.MessageId, SealPurposes.MessageBody, cancellationToken);
            return await StartAsync(first, body, message, cancellationToken);
        }
        catch (ActivityException fault) when (fault.ErrorType == ErrorTypes.Unreadable)
        {
            return await PoisonAsync(PoisonReasons.Unreadable, first, message, Root(fault.Message), cancellationToken);
        }
        catch (ActivityException fault) when (fault.ErrorType is ErrorTypes.KeyUnavailable or ErrorTypes.Configuration)
        {
            return await PauseAsync(first, message, fault, cancellationToken);
        }
        catch (ActivityException fault)
        {
            MessageTryFailed(logger, first.MessageId, first.Tries + 1, fault.ErrorType, fault.Message);
            return await RetryAsync(first, message, fault, cancellationToken);
        }
    }

    private static SealedCopy? TryReadCopy(ReadOnlyMemory<byte> body)
    {
        // Our own copies are plain JSON objects that begin with this member; everything else is a request, good or bad.
        if (!body.Span.StartsWith("{\"copy_of\""u8))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(body.Span, IntakeJson.Default.SealedCopy);
        }
        catch (JsonException)
        {
            return null; // Then the request reader says what is wrong with it.
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> Root(string message) => new() { [FieldError.Root] = [message] };

    private static Dictionary<string, IReadOnlyList<string>> ByPath(IReadOnlyList<FieldError> errors) => errors
        .GroupBy(error => error.Path, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(error => error.Message)], StringComparer.Ordinal);

    private async Task<IntakeDecision> StartAsync(
        SealedCopy first, ReadOnlyMemory<byte> body, QueueMessage message, CancellationToken cancellationToken)
    {
        var reading = reader.Read(body);
        using var span = StartTrace.OfMessage(reading.CloudEvent, first.MessageId);
        if (reading.SealedData is { } sealedData)
        {
            reading = reader.ReadOpened(await sealer.OpenSenderRequestAsync(sealedData, cancellationToken), reading.CloudEvent);
        }

        if (reading.Request is not { } request)
        {
            return await PoisonAsync(PoisonReasons.Invalid, first, message, ByPath(reading.Errors), cancellationToken);
        }

        var requestId = reading.CloudEvent is { } cloudEvent
            ? RequestIds.FromCloudEvent(cloudEvent.Source, cloudEvent.Id)
            : RequestIds.FromQueueMessage(first.MessageId);
        var answer = await starter.StartAsync(
            new IncomingRequest(request, requestId), cancellationToken);
        StartTrace.Tell(span, answer);
        switch (answer.Verdict)
        {
            case StartVerdict.Started:
                MessageStartedRun(logger, answer.InstanceId, first.MessageId);
                return new IntakeDecision.Delete("started");
            case StartVerdict.AlreadyRunning or StartVerdict.AlreadySeen or StartVerdict.SameAsEnded:
                MessageRepeatedRun(logger, answer.InstanceId, first.MessageId, answer.Verdict);
                return new IntakeDecision.Delete("duplicate");
            default:
                return await PoisonAsync(PoisonReasons.Conflict, first, message, Root(ConflictText(answer)), cancellationToken);
        }
    }

    private static string ConflictText(StartAnswer answer) => answer.Verdict == StartVerdict.RunsWithOtherData
        ? $"{answer.InstanceId} runs with other data; cancel it first, or correct this request."
        : $"{answer.InstanceId} has ended with other data; send options.restart to start it again.";

    private async Task<IntakeDecision> RetryAsync(
        SealedCopy first, QueueMessage message, ActivityException fault, CancellationToken cancellationToken)
    {
        var tries = first.Tries + 1;
        if (tries >= RetryDelays.MaxTries)
        {
            return await PoisonAsync(PoisonReasons.GaveUp, first with { Tries = tries }, message, Root(fault.Message), cancellationToken);
        }

        return await TrySealBodyAsync(first, message, cancellationToken) is { } envelope
            ? new IntakeDecision.Retry(first with { Tries = tries, Sealed = envelope, PausedSince = null }, RetryDelays.After(tries))
            : new IntakeDecision.LeaveAlone("can't be sealed now");
    }

    /// <summary>What is wrong is ours (a key, a secret, a right) and nothing of the message's: it waits for an operator and no try is counted.</summary>
    private async Task<IntakeDecision> PauseAsync(
        SealedCopy first, QueueMessage message, ActivityException fault, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = first.PausedSince ?? now;
        if (now - since >= RetryDelays.LongestPause)
        {
            return await PoisonAsync(PoisonReasons.GaveUp, first, message, Root(fault.Message), cancellationToken);
        }

        MessagePaused(logger, first.MessageId, since, fault.ErrorType, fault.Message);
        return await TrySealBodyAsync(first, message, cancellationToken) is { } envelope
            ? new IntakeDecision.Retry(first with { Sealed = envelope, PausedSince = since }, RetryDelays.WhilePaused(now - since))
            : new IntakeDecision.LeaveAlone("can't be sealed now");
    }

    private async Task<IntakeDecision> PoisonAsync(
        string reason,
        SealedCopy first,
        QueueMessage message,
        Dictionary<string, IReadOnlyList<string>> errors,
        CancellationToken cancellationToken)
    {
        MessageIsPoison(logger, first.MessageId, reason, first.Tries, (time.GetUtcNow() - first.FirstSeen).TotalSeconds);
        return await TrySealBodyAsync(first, message, cancellationToken) is { } envelope
            ? new IntakeDecision.Poison(new PoisonMessage(reason, errors, first.MessageId, first.FirstSeen, first.Tries, envelope))
            : new IntakeDecision.LeaveAlone("can't be sealed now");
    }

    /// <summary>The body as an envelope: a copy's is one already. Null when the sealing key can't be had now.</summary>
    private async Task<string?> TrySealBodyAsync(SealedCopy first, QueueMessage message, CancellationToken cancellationToken)
    {
        if (first.Sealed.Length > 0)
        {
            return first.Sealed;
        }

        try
        {
            return await sealer.SealToVaultAsync(first.MessageId, SealPurposes.MessageBody, QueueText.Decode(message.Body), cancellationToken);
        }
        catch (ActivityException fault)
        {
            MessageNotSealed(logger, first.MessageId, fault.ErrorType, fault.Message);
            return null;
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Message {MessageId} started {InstanceId}.")]
    private static partial void MessageStartedRun(ILogger logger, string instanceId, string messageId);

    [LoggerMessage(1002, LogLevel.Information, "Message {MessageId} repeats {InstanceId} ({Verdict}); deleted.")]
    private static partial void MessageRepeatedRun(ILogger logger, string instanceId, string messageId, StartVerdict verdict);

    [LoggerMessage(1003, LogLevel.Warning, "Try {Try} of message {MessageId} failed: {ErrorType}: {Problem}")]
    private static partial void MessageTryFailed(ILogger logger, string messageId, int @try, string errorType, string problem);

    [LoggerMessage(1004, LogLevel.Warning, "Message {MessageId} is poison ({Reason}) after {Tries} failed tries, {AgeSeconds:F0} s old.")]
    private static partial void MessageIsPoison(ILogger logger, string messageId, string reason, int tries, double ageSeconds);

    [LoggerMessage(1005, LogLevel.Error, "Message {MessageId} can't be sealed now ({ErrorType}: {Problem}); it stays on the queue.")]
    private static partial void MessageNotSealed(ILogger logger, string messageId, string errorType, string problem);

    [LoggerMessage(1007, LogLevel.Warning, "Message {MessageId} waits since {Since:u}, no try is counted: {ErrorType}: {Problem}")]
    private static partial void MessagePaused(ILogger logger, string messageId, DateTimeOffset since, string errorType, string problem);
}
