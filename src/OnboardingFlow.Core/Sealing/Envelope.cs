using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace OnboardingFlow.Core.Sealing;

/// <summary>
/// The parts of an envelope. Its text is <c>ofs1.</c> and the Base64url of: version (1), kind, key, nonce, ciphertext, tag; docs/sealing.md has the table.
/// </summary>
/// <param name="Kind">Who keeps the data key.</param>
/// <param name="Key">Keyed: the data key's id. Self-contained: version of the sealing key. Letters and digits, for it becomes part of an address.</param>
/// <param name="WrappedKey">Self-contained: the wrapped data key. Keyed: empty.</param>
/// <param name="Header">Everything before the nonce, which the tag covers.</param>
/// <param name="Nonce">12 bytes.</param>
/// <param name="Ciphertext">The ciphertext.</param>
/// <param name="Tag">16 bytes.</param>
internal sealed record Envelope(
    EnvelopeKind Kind,
    string Key,
    ReadOnlyMemory<byte> WrappedKey,
    ReadOnlyMemory<byte> Header,
    ReadOnlyMemory<byte> Nonce,
    ReadOnlyMemory<byte> Ciphertext,
    ReadOnlyMemory<byte> Tag)
{
    public const string Prefix = "ofs1.";
    public const int NonceLength = 12;
    public const int TagLength = 16;

    /// <summary>More than any message, request or token that is sealed here.</summary>
    public const int MaxPlaintextLength = 1024 * 1024;

    /// <summary>RSA-8192.</summary>
    public const int MaxWrappedKeyLength = 1024;

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private const byte Version = 1;
    private const int MaxKeyLength = 64;
    private const int MaxBytes = MaxPlaintextLength + MaxWrappedKeyLength + MaxKeyLength + 64;

    /// <summary>The header of an envelope to be made.</summary>
    public static byte[] HeaderOf(EnvelopeKind kind, string key, ReadOnlySpan<byte> wrappedKey)
    {
        if (!IsKey(key))
        {
            throw new ArgumentException("A key's id or version has 1 to 64 letters and digits.", nameof(key));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(wrappedKey.Length, MaxWrappedKeyLength, nameof(wrappedKey));
        var wrappedPart = kind == EnvelopeKind.SelfContained ? sizeof(ushort) + wrappedKey.Length : 0;
        var header = new byte[3 + key.Length + wrappedPart];
        header[0] = Version;
        header[1] = (byte)kind;
        header[2] = (byte)key.Length;
        Encoding.ASCII.GetBytes(key, header.AsSpan(3));
        if (wrappedPart > 0)
        {
            var rest = header.AsSpan(3 + key.Length);
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)wrappedKey.Length);
            wrappedKey.CopyTo(rest[sizeof(ushort)..]);
        }

        return header;
    }

    /// <summary>The text of an envelope whose bytes are these.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes) => string.Create(
        Prefix.Length + Base64Url.GetEncodedLength(bytes.Length),
        bytes,
        static (text, source) =>
        {
            Prefix.CopyTo(text);
            Base64Url.EncodeToChars(source, text[Prefix.Length..]);
        });

    /// <summary>Takes an envelope apart, or says in a few words why it can't be one.</summary>
    public static Envelope? TryParse(string text, out string problem)
    {
        problem = "";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            problem = $"doesn't begin with {Prefix}";
            return null;
        }

        var encoded = text.AsSpan(Prefix.Length);
        if (encoded.Length > Base64Url.GetEncodedLength(MaxBytes))
        {
            problem = "is too long";
            return null;
        }

        // One text for each envelope: spaces and padding decode too, but encoding gives none. (Stray low bits don't decode.)
        var bytes = new byte[Base64Url.GetMaxDecodedLength(encoded.Length)];
        if (Base64Url.DecodeFromChars(encoded, bytes, out _, out var written) != OperationStatus.Done || encoded.Length != Base64Url.GetEncodedLength(written))
        {
            problem = "isn't Base64url";
            return null;
        }

        var envelope = Split(bytes.AsMemory(0, written));
        if (envelope is null)
        {
            problem = "is cut off or of a version not known here";
        }

        return envelope;
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength && !key.AsSpan().ContainsAnyExcept(LettersAndDigits);

    private static Envelope? Split(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length < 3 || span[0] != Version || (EnvelopeKind)span[1] is not (EnvelopeKind.Keyed or EnvelopeKind.SelfContained))
        {
            return null;
        }

        var kind = (EnvelopeKind)span[1];
        var headerLength = 3 + span[2];
        if (span.Length < headerLength)
        {
            return null;
        }

        var wrapped = ReadOnlyMemory<byte>.Empty;
        if (kind == EnvelopeKind.SelfContained)
        {
            var wrappedAt = headerLength + sizeof(ushort);
            if (span.Length < wrappedAt)
            {
                return null;
            }

            headerLength = wrappedAt + BinaryPrimitives.ReadUInt16BigEndian(span[(wrappedAt - sizeof(ushort))..]);
            if (span.Length < headerLength || headerLength - wrappedAt is 0 or > MaxWrappedKeyLength)
            {
                return null;
            }

            wrapped = bytes[wrappedAt..headerLength];
        }

        var key = Encoding.ASCII.GetString(span.Slice(3, span[2]));
        if (span.Length < headerLength + NonceLength + TagLength || !IsKey(key))
        {
            return null;
        }

        return new Envelope(
            kind,
            key,
            wrapped,
            bytes[..headerLength],
            bytes.Slice(headerLength, NonceLength),
            bytes[(headerLength + NonceLength)..^TagLength],
            bytes[^TagLength..]);
    }
}
