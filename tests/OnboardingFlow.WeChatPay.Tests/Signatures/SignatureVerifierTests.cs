using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Signatures;
using OnboardingFlow.WeChatPay.Tests.Doubles;
using OnboardingFlow.WeChatPay.Tests.PublicVectors;

namespace OnboardingFlow.WeChatPay.Tests.Signatures;

public sealed class SignatureVerifierTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly PlatformSide _platform = new();
    private static readonly PlatformKey _key = new(_platform.Serial, _platform.Rsa, null);

    [Fact]
    public void The_public_notification_of_the_Go_SDK_holds_at_its_time()
    {
        var key = PlatformKeyReader.FromPem(GoNotification.Serial, GoNotification.Certificate);
        var headers = new SignatureHeaders(GoNotification.Timestamp, GoNotification.Nonce, GoNotification.Signature, GoNotification.Serial);
        var body = Encoding.UTF8.GetBytes(GoNotification.Body);
        Assert.True(Verifier(GoNotification.At).Verify(key, headers, body).Holds);
        Assert.Equal(SignatureFault.Mismatch, Verifier(GoNotification.At).Verify(key, headers, body.AsSpan(1)).Fault);
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Five_minutes_of_difference_are_allowed_and_no_more(int secondsAhead, bool holds)
    {
        var body = "{}"u8.ToArray();
        var verdict = Verifier(_now).Verify(_key, Signed(body, _now.AddSeconds(secondsAhead)), body);
        Assert.Equal(holds, verdict.Holds);
        if (!holds)
        {
            Assert.Equal(SignatureFault.Clock, verdict.Fault);
            Assert.Contains("301 s", verdict.Describe(), StringComparison.Ordinal);
            Assert.Contains(secondsAhead > 0 ? "our clock is probably behind" : "our clock is probably ahead", verdict.Describe(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_flipped_bit_is_refused()
    {
        var verifier = Verifier(_now);
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 3], Gen.Int[0, int.MaxValue]).Sample(
            (body, where, at) =>
            {
                var headers = Signed(body, _now);
                var (changed, changedBody) = where switch
                {
                    0 => (headers with { Timestamp = Flip(headers.Timestamp, at) }, body),
                    1 => (headers with { Nonce = Flip(headers.Nonce, at) }, body),
                    2 => (headers with { Signature = Flip(headers.Signature, at) }, body),
                    _ => (headers, Flip(body, at)),
                };
                return verifier.Verify(_key, headers, body).Holds && !verifier.Verify(_key, changed, changedBody).Holds;
            },
            iter: 200);
    }

    [Fact]
    public void Base64_that_decodes_to_the_same_bytes_but_is_written_differently_is_refused()
    {
        var body = "{}"u8.ToArray();
        var headers = Signed(body, _now);

        // 256 bytes leave four unused bits in the last character before "==".
        var last = headers.Signature[^3];
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var twin = headers.Signature[..^3] + alphabet[alphabet.IndexOf(last, StringComparison.Ordinal) + 1] + "==";
        Assert.Equal(Convert.FromBase64String(headers.Signature), Convert.FromBase64String(twin));
        Assert.Equal(SignatureFault.Malformed, Verifier(_now).Verify(_key, headers with { Signature = twin }, body).Fault);
        Assert.Equal(SignatureFault.Malformed, Verifier(_now).Verify(_key, headers with { Signature = headers.Signature + " " }, body).Fault);
    }

    [Fact]
    public void A_probing_signature_fails_like_any_other_and_is_told_apart()
    {
        var body = "{}"u8.ToArray();
        var headers = Signed(body, _now) with { Signature = "WECHATPAY/SIGNTEST/" + new string('A', 40) };
        Assert.Equal(SignatureFault.Probe, Verifier(_now).Verify(_key, headers, body).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void An_empty_or_missing_header_is_refused(string? serial)
    {
        var signed = _platform.Sign([], _now);
        var fault = SignatureHeaders.TryRead(
            name => name == "Wechatpay-Serial" ? serial is null ? [] : [serial] : [signed[name]], out _);
        Assert.Equal(SignatureFault.Missing, fault);
    }

    [Theory]
    [InlineData("Wechatpay-Timestamp")]
    [InlineData("Wechatpay-Nonce")]
    [InlineData("Wechatpay-Signature")]
    [InlineData("Wechatpay-Serial")]
    public void A_header_that_is_there_twice_is_refused_even_when_both_are_the_same(string twice)
    {
        var signed = _platform.Sign([], _now);
        Assert.Equal(SignatureFault.Duplicate, SignatureHeaders.TryRead(name => name == twice ? [signed[name], signed[name]] : [signed[name]], out _));
    }

    private static SignatureVerifier Verifier(DateTimeOffset now) => new(null!, new FakeTimeProvider(now));

    private static SignatureHeaders Signed(byte[] body, DateTimeOffset at)
    {
        var signed = _platform.Sign(body, at);
        Assert.Null(SignatureHeaders.TryRead(name => [signed[name]], out var headers));
        return headers;
    }

    private static string Flip(string text, int at) => Encoding.Latin1.GetString(Flip(Encoding.Latin1.GetBytes(text), at));

    private static byte[] Flip(byte[] bytes, int at)
    {
        if (bytes.Length == 0)
        {
            return [1];
        }

        var changed = (byte[])bytes.Clone();
        changed[at % bytes.Length] ^= (byte)(1 << (at % 8));
        return changed;
    }
}
