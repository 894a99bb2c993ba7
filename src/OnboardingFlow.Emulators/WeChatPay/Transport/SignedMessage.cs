using System.Globalization;
using System.Text;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>The bytes that APIv3 signatures are over.</summary>
internal static class SignedMessage
{
    /// <summary><c>METHOD\n path?query\n timestamp\n nonce\n body\n</c>, with path and query as they came on the wire.</summary>
    internal static byte[] OfRequest(string method, string rawTarget, string timestamp, string nonce, byte[] body) =>
        Join($"{method}\n{rawTarget}\n{timestamp}\n{nonce}\n", body);

    /// <summary><c>timestamp\n nonce\n body\n</c>, for answers and notifications.</summary>
    internal static byte[] OfAnswer(string timestamp, string nonce, byte[] body) => Join($"{timestamp}\n{nonce}\n", body);

    internal static string Timestamp(TimeProvider time) => time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static byte[] Join(string head, byte[] body)
    {
        var length = Encoding.UTF8.GetByteCount(head);
        var message = new byte[length + body.Length + 1];
        Encoding.UTF8.GetBytes(head, message);
        body.CopyTo(message, length);
        message[^1] = (byte)'\n';
        return message;
    }
}
