using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OnboardingFlow.Core.Index;

/// <summary>Where a page ended: the last row's time and id. As a token it also holds a check of the filter, so that a page of one list isn't taken for one of another.</summary>
/// <param name="CreatedAt">UTC ticks of the last row's creation.</param>
/// <param name="Id">The last row's id.</param>
public sealed record PagePosition(long CreatedAt, string Id)
{
    private const byte Format = 1;
    private const int CheckLength = 8;
    private const int Head = 1 + CheckLength + sizeof(long);
    private const int LongestToken = 512;

    /// <summary>The opaque text that asks for the next page of this list.</summary>
    public string ToToken(OnboardingFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var id = Encoding.UTF8.GetBytes(Id);
        var token = new byte[Head + id.Length];
        token[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1 + CheckLength), CreatedAt);
        id.CopyTo(token, Head);
        Check(filter, token.AsSpan(1 + CheckLength)).CopyTo(token, 1);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Reads a token of a list with this filter.</summary>
    /// <exception cref="FormatException">The token isn't one of ours, or of a list with another filter.</exception>
    public static PagePosition FromToken(string token, OnboardingFilter filter)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(filter);
        var bytes = token.Length <= LongestToken && Base64Url.IsValid(token) ? Base64Url.DecodeFromChars(token) : [];
        if (bytes.Length <= Head
            || bytes[0] != Format
            || !Check(filter, bytes.AsSpan(1 + CheckLength)).AsSpan().SequenceEqual(bytes.AsSpan(1, CheckLength)))
        {
            throw new FormatException("The continuation token isn't one that this list gave: use it unchanged and with the same filters, or start at the first page.");
        }

        return new(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1 + CheckLength)), Encoding.UTF8.GetString(bytes.AsSpan(Head)));
    }

    private static byte[] Check(OnboardingFilter filter, ReadOnlySpan<byte> position)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{filter.Step}\0{filter.Outcome}\0{filter.Code}\0{filter.OrganizationId}\0{filter.CreatedFrom?.UtcTicks}\0{filter.CreatedTo?.UtcTicks}\0");
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(text), .. position])[..CheckLength];
    }
}
