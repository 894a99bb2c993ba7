using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OnboardingFlow.Core.Starting;

/// <summary>Request ids: what tells a repetition from a new wish. Kept as hashes, for a sender may put anything into one.</summary>
public static class RequestIds
{
    /// <summary>How many an onboarding remembers.</summary>
    public const int Kept = 32;

    /// <summary>From the HTTP header <c>Idempotency-Key</c>.</summary>
    public static string FromIdempotencyKey(string key) => "key\n" + key;

    /// <summary>From a CloudEvents event, which source and id name.</summary>
    public static string FromCloudEvent(string source, string id) => "event\n" + source + "\n" + id;

    /// <summary>From the id of the first queue message.</summary>
    public static string FromQueueMessage(string messageId) => "message\n" + messageId;

    /// <summary>The form that is stored: 22 characters of Base64url, the first half of SHA-256.</summary>
    public static string Hash(string requestId) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(requestId)).AsSpan(0, 16));

    /// <summary>The newest <see cref="Kept"/> of what was known and what comes, each once, oldest first.</summary>
    internal static IReadOnlyList<string> Merge(IEnumerable<string> known, IEnumerable<string> later, string? newest)
    {
        var all = known.Concat(later).Append(newest).OfType<string>().Reverse().Distinct(StringComparer.Ordinal).Take(Kept).ToList();
        all.Reverse();
        return all;
    }
}
