using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.Api.Access;

namespace OnboardingFlow.LocalHost.OpsPage.Signing;

/// <summary>
/// Who has shown a key with the role <c>read</c> to the operations page. Kept in memory only, by the hash of the cookie's value: a restart ends all of them, and one ends with its key.
/// </summary>
internal sealed class OpsSessions(ApiKeyGate gate, TimeProvider time)
{
    /// <summary>Most sessions at a time; beyond, the oldest ends.</summary>
    public const int Most = 100;

    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, (KeyHolder Holder, string FormToken, DateTimeOffset Ends)> sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session and returns the cookie's value.</summary>
    public string Begin(KeyHolder holder)
    {
        var now = time.GetUtcNow();
        foreach (var (key, _) in sessions.OrderByDescending(session => session.Value.Ends).Where((session, i) => i >= Most - 1 || session.Value.Ends <= now))
        {
            sessions.TryRemove(key, out _);
        }

        var token = NewSecret();
        sessions[KeyOf(token)] = (holder, NewSecret(), now + Lifetime);
        return token;
    }

    /// <summary>The session of this cookie's value while it lasts, with what its key may do now; else null.</summary>
    public OpsSession? Find(string? token) =>
        token is not null && sessions.TryGetValue(KeyOf(token), out var session) && session.Ends > time.GetUtcNow() && gate.Now(session.Holder) is { } holder && holder.Has(ApiRole.Read)
            ? new OpsSession(holder.Name, holder.Has(ApiRole.Operate), session.FormToken, session.Ends)
            : null;

    /// <summary>Ends a session.</summary>
    public void End(string? token)
    {
        if (token is not null)
        {
            sessions.TryRemove(KeyOf(token), out _);
        }
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
