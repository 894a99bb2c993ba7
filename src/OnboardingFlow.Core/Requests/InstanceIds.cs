using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace OnboardingFlow.Core.Requests;

/// <summary>
/// The instance id of a person's onboarding: <c>ob-</c> and the first 26 characters of lower-case base32 (RFC 4648) of SHA-256 over <c>organization_id</c>, 0x00 and <c>out_user_id</c>.
/// Hosts, command line and callers compute the same.
/// </summary>
public static class InstanceIds
{
    private const string Prefix = "ob-";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Characters = 26;
    private const int BitsPerCharacter = 5;

    private static readonly SearchValues<char> _alphabet = SearchValues.Create(Alphabet);

    /// <summary>Whether a text has the form of an instance id.</summary>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Prefix.Length + Characters && text.StartsWith(Prefix, StringComparison.Ordinal) && !text.AsSpan(Prefix.Length).ContainsAnyExcept(_alphabet);
    }

    /// <summary>The instance id of this person in this organization.</summary>
    public static string For(string organizationId, string outUserId)
    {
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(organizationId), 0, .. Encoding.UTF8.GetBytes(outUserId)]);
        return string.Create(Prefix.Length + Characters, hash, static (id, hash) =>
        {
            Prefix.CopyTo(id);
            for (var i = 0; i < Characters; i++)
            {
                var bit = i * BitsPerCharacter;
                var twoBytes = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
                id[Prefix.Length + i] = Alphabet[(twoBytes >> (16 - BitsPerCharacter - (bit % 8))) & 0x1F];
            }
        });
    }
}
