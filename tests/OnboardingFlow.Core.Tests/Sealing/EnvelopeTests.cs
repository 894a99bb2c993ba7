using System.Security.Cryptography;
using CsCheck;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Tests.Sealing;

public sealed class EnvelopeTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly byte[] DataKey = SHA256.HashData("data key of the tests"u8);

    // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16: AES-256 with associated data.
    [Fact]
    public void An_envelope_made_of_a_published_gcm_vector_opens_to_its_plaintext()
    {
        var key = Convert.FromHexString("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        var plaintext = Convert.FromHexString(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        var ciphertext = Convert.FromHexString(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662");
        using var gcm = new AesGcm(key, Envelope.TagLength);
        var opened = new byte[plaintext.Length];

        gcm.Decrypt(
            Convert.FromHexString("cafebabefacedbaddecaf888"),
            ciphertext,
            Convert.FromHexString("76fc6ece0f4e1768cddf8853bb2d551b"),
            opened,
            Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2"));

        Assert.Equal(plaintext, opened);
    }

    // Made by Python's cryptography from docs/sealing.md: holds the format to what is written there.
    [Fact]
    public void An_envelope_made_elsewhere_from_the_documented_format_opens()
    {
        var envelope = Envelope.TryParse(ForeignEnvelope, out _);

        Assert.NotNull(envelope);
        Assert.Equal("k1", envelope.Key);
        Assert.Equal("hello"u8, EnvelopeCipher.Open(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), envelope, SealPurposes.Request, "ob-1"));
    }

    [Fact]
    public void Any_changed_bit_of_an_envelope_is_refused()
    {
        (from plaintext in Gen.Byte.Array[0, 200]
         from kind in Gen.OneOf(Gen.Const(EnvelopeKind.Keyed), Gen.Const(EnvelopeKind.SelfContained))
         from position in Gen.Int[0, 10_000]
         from bit in Gen.Int[0, 5]
         select (plaintext, kind, position, bit)).Sample(change =>
        {
            var header = Envelope.HeaderOf(change.kind, "key1", change.kind == EnvelopeKind.Keyed ? [] : new byte[256]);
            var text = EnvelopeCipher.Seal(DataKey, header, SealPurposes.Request, "ob-1", change.plaintext);
            var at = Envelope.Prefix.Length + (change.position % (text.Length - Envelope.Prefix.Length));
            var changed = text.ToCharArray();
            changed[at] = Alphabet[Alphabet.IndexOf(changed[at], StringComparison.Ordinal) ^ (1 << change.bit)];

            Assert.True(Opens(text, change.plaintext));
            Assert.False(Opens(new string(changed), change.plaintext));
        });
    }

    [Fact]
    public void A_bit_that_decoding_passes_over_is_refused_too()
    {
        var tried = 0;
        for (var length = 0; length < 12; length++)
        {
            var plaintext = new byte[length];
            var text = EnvelopeCipher.Seal(DataKey, Envelope.HeaderOf(EnvelopeKind.Keyed, "key1", []), SealPurposes.Request, "ob-1", plaintext);
            if ((text.Length - Envelope.Prefix.Length) % 4 != 0)
            {
                tried++;
                var last = Alphabet[Alphabet.IndexOf(text[^1], StringComparison.Ordinal) ^ 1];
                Assert.False(Opens(text[..^1] + last, plaintext));
            }
        }

        Assert.Equal(8, tried);
    }

    [Fact]
    public void Any_shortened_or_lengthened_envelope_is_refused()
    {
        (from plaintext in Gen.Byte.Array[0, 50]
         from cut in Gen.Int[1, 50]
         select (plaintext, cut)).Sample(change =>
        {
            var text = EnvelopeCipher.Seal(DataKey, Envelope.HeaderOf(EnvelopeKind.Keyed, "key1", []), SealPurposes.Request, "ob-1", change.plaintext);

            Assert.False(Opens(text[..^change.cut], change.plaintext));
            Assert.False(Opens(text + text[^change.cut..], change.plaintext));
            Assert.False(Opens(text + "=", change.plaintext));
            Assert.False(Opens(text + "\n", change.plaintext));
        });
    }

    // The version goes into an address of the vault: a hostile sender mustn't choose the path.
    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    public void An_envelope_whose_key_could_change_an_address_is_refused(string key)
    {
        byte[] bytes = [1, 1, (byte)key.Length, .. System.Text.Encoding.ASCII.GetBytes(key), .. new byte[40]];

        Assert.Null(Envelope.TryParse(Envelope.ToText(bytes), out _));
    }

    private const string ForeignEnvelope = "ofs1.AQECazFkZWZnaGlqa2xtbm8gfrIKFr-SlFl--qbp34VzcixPVec";

    private static bool Opens(string text, byte[] expected)
    {
        if (Envelope.TryParse(text, out _) is not { } envelope)
        {
            return false;
        }

        try
        {
            return EnvelopeCipher.Open(DataKey, envelope, SealPurposes.Request, "ob-1").AsSpan().SequenceEqual(expected);
        }
        catch (ActivityException exception) when (exception.ErrorType == ErrorTypes.Unreadable)
        {
            return false;
        }
    }
}
