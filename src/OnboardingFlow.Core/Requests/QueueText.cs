using System.Buffers.Text;
using System.Text;

namespace OnboardingFlow.Core.Requests;

/// <summary>Tells plain from Base64 queue messages.</summary>
public static class QueueText
{
    /// <summary>
    /// The bytes that a queue message's text stands for. A request is a JSON object, and <c>{</c> isn't in Base64's alphabet: what is Base64 as a whole is decoded,
    /// anything else is taken as it is (and told by <see cref="RequestReader"/> what is wrong with it).
    /// </summary>
    /// <param name="body">The message's text as UTF-8.</param>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body)
    {
        var trimmed = body.Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty || !Base64.IsValid(trimmed.Span, out var length))
        {
            return body;
        }

        var decoded = new byte[length];
        return Convert.TryFromBase64String(Encoding.ASCII.GetString(trimmed.Span), decoded, out var written) ? decoded.AsMemory(0, written) : body;
    }
}
