using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Poison;

/// <summary>Puts messages on the poison queue; an envelope that is too big for one lies in a blob that the message names.</summary>
internal sealed class PoisonWriter(OnboardingStorage storage)
{
    /// <summary>Errors beyond this are counted, not listed: with the envelope in a blob the message must fit.</summary>
    private const int MaxErrorBytes = 40 * 1024;

    /// <summary>Durable when it returns.</summary>
    public async Task PutAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        var bounded = message with { Errors = Bounded(message.Errors) };
        var text = Serialize(bounded);
        if (bounded.Sealed is { } envelope && Encoding.UTF8.GetByteCount(text) > OnboardingStorage.MaxMessageBytes)
        {
            text = Serialize(bounded with { Sealed = null, SealedBlob = await UploadAsync(envelope, cancellationToken) });
        }

        var queue = await storage.QueueAsync(StorageNames.PoisonQueue, cancellationToken);
        await queue.SendMessageAsync(text, TimeSpan.Zero, OnboardingStorage.Forever, cancellationToken);
    }

    /// <summary>Named by the envelope's hash: two poison messages never share a blob, and a repeated upload of the same envelope makes no second one.</summary>
    private async Task<string> UploadAsync(string envelope, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(envelope);
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var container = await storage.PoisonContainerAsync(cancellationToken);
        await container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), overwrite: true, cancellationToken);
        return name;
    }

    private static Dictionary<string, IReadOnlyList<string>> Bounded(IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var bytes = 0;
        foreach (var (path, messages) in errors)
        {
            bytes += SizeOf(path) + messages.Sum(SizeOf);
            if (bytes > MaxErrorBytes)
            {
                kept[""] = [$"{errors.Count - kept.Count} more fields are wrong"];
                break;
            }

            kept[path] = messages;
        }

        return kept;
    }

    private static int SizeOf(string text) => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length;

    private static string Serialize(PoisonMessage message) => JsonSerializer.Serialize(message, IntakeJson.Default.PoisonMessage);
}
