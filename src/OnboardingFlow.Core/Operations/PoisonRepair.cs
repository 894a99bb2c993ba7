using System.Text;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Operations;

/// <summary>Puts poison messages on the request queue again, as they came or repaired.</summary>
public sealed class PoisonRepair(IPoisonStore store, RequestReader reader, Sealer sealer)
{
    /// <summary>Largest body, in bytes: a request and a little around it.</summary>
    public const int MaxBytes = RequestReader.MaxBytes + 256;

    private const string Request = "request";

    /// <summary>Reads <c>{request}</c> (the body may be empty) and requeues the message; the repaired request must be valid.</summary>
    /// <param name="messageId">Id of the message.</param>
    /// <param name="utf8">The body.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The store's answer, or what is wrong with the body; nothing was changed then.</returns>
    public async Task<(RequeueResult? Result, IReadOnlyList<FieldError> Errors)> RequeueAsync(
        string messageId, ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken)
    {
        var (repaired, errors) = ReadRepaired(utf8);
        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var envelope = repaired is null ? null : await sealer.SealToVaultAsync(messageId, SealPurposes.MessageBody, repaired, cancellationToken);
        return (await store.RequeueAsync(messageId, envelope, cancellationToken), []);
    }

    private (byte[]? Repaired, IReadOnlyList<FieldError> Errors) ReadRepaired(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return (null, []);
        }

        var errors = new FieldErrors();
        using var document = JsonText.Parse(utf8, MaxBytes, errors);
        if (document is null)
        {
            return (null, errors.All);
        }

        var fields = new JsonFields(document.RootElement, "", errors);
        var given = fields.Object(Request) is not null;
        fields.End();
        if (errors.All.Count > 0 || !given)
        {
            return (null, errors.All);
        }

        var request = Encoding.UTF8.GetBytes(document.RootElement.GetProperty(Request).GetRawText());
        return (request, reader.Read(request).Errors);
    }
}
