using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace OnboardingFlow.LocalHost.OpsPage;

/// <summary>
/// Who has shown a key with the role <c>read</c> to the operations page. Kept in memory only, by the hash of the cookie's value: a restart ends all of them.
/// </summary>
internal sealed class OpsSessions(TimeProvider time)
{
    /// <summary>Most sessions at a time; beyond, the oldest ends.</summary>
    public const int Most = 100;

    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, DateTimeOffset> ends = new(StringComparer.Ordinal);

    /// <summary>Begins a session and returns the cookie's value.</summary>
    public string Begin()
    {
        var now = time.GetUtcNow();
        foreach (var (key, _) in ends.OrderByDescending(session => session.Value).Where((session, i) => i >= Most - 1 || session.Value <= now))
        {
            ends.TryRemove(key, out _);
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        ends[KeyOf(token)] = now + Lifetime;
        return token;
    }

    /// <summary>Whether this cookie's value is of a session that lasts.</summary>
    public bool Knows(string? token) => token is not null && ends.TryGetValue(KeyOf(token), out var end) && end > time.GetUtcNow();

    /// <summary>Ends a session.</summary>
    public void End(string? token)
    {
        if (token is not null)
        {
            ends.TryRemove(KeyOf(token), out _);
        }
    }

    private static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
