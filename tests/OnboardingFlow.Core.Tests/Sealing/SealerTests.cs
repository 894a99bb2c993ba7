using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Tests.Sealing;

public sealed class SealerTests : IDisposable
{
    private const string Instance = "ob-h4aa34xwpjz7axuzrjtmuvxtts";
    private static readonly byte[] Plaintext = Encoding.UTF8.GetBytes("""{"phone":"13800138000"}""");

    private readonly RsaKeys _keys = new();
    private readonly MemoryDataKeys _store = new();
    private readonly FakeTimeProvider _time = new();
    private readonly DataKeyCache _cache;
    private readonly Sealer _sealer;

    public SealerTests()
    {
        _cache = new DataKeyCache(_time);
        _sealer = new Sealer(_keys, _store, _cache, _time, Options.Create(new KeyNames()));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sealed_opens_for_the_same_onboarding_and_purpose()
    {
        var sealedText = await _sealer.SealNewAsync(Instance, SealPurposes.Request, Plaintext, Token);

        Assert.Equal(Plaintext, await _sealer.OpenAsync(sealedText.Envelope, Instance, SealPurposes.Request, Token));
        Assert.Equal(sealedText.KeyId, Sealer.KeyIdOf(sealedText.Envelope));
        Assert.StartsWith("ofs1.", sealedText.Envelope, StringComparison.Ordinal);
        Assert.Equal(0, _keys.PrivateKeyOperations);
    }

    [Fact]
    public async Task A_token_is_sealed_with_its_onboardings_key_and_never_twice_alike()
    {
        var request = await _sealer.SealNewAsync(Instance, SealPurposes.Request, Plaintext, Token);

        var first = await _sealer.SealAsync(request.KeyId, Instance, SealPurposes.PresignToken, Plaintext, Token);
        var second = await _sealer.SealAsync(request.KeyId, Instance, SealPurposes.PresignToken, Plaintext, Token);

        Assert.NotEqual(first, second);
        Assert.Equal(Plaintext, await _sealer.OpenAsync(second, Instance, SealPurposes.PresignToken, Token));
        Assert.Single(_store.Records);
    }

    [Fact]
    public async Task After_a_rotation_of_the_sealing_key_a_data_key_is_wrapped_anew_when_it_is_used()
    {
        var sealedText = await _sealer.SealNewAsync(Instance, SealPurposes.Request, Plaintext, Token);
        _keys.NewestVersion = "fedcba9876543210";
        _time.Advance(DataKeyCache.Lifetime);
        await _sealer.SealNewAsync("ob-another", SealPurposes.Request, Plaintext, Token); // This process learns of the new version.

        Assert.Equal(Plaintext, await _sealer.OpenAsync(sealedText.Envelope, Instance, SealPurposes.Request, Token));

        Assert.Equal(_keys.NewestVersion, _store.Records[sealedText.KeyId].Wrapped.KeyVersion);
        _cache.Forget(sealedText.KeyId);
        Assert.Equal(Plaintext, await _sealer.OpenAsync(sealedText.Envelope, Instance, SealPurposes.Request, Token));
    }

    [Fact]
    public async Task A_new_version_that_cannot_wrap_holds_up_nothing_that_an_old_one_wrapped()
    {
        var sealedText = await _sealer.SealNewAsync(Instance, SealPurposes.Request, Plaintext, Token);
        _keys.NewestVersion = "fedcba9876543210";
        await _sealer.SealNewAsync("ob-another", SealPurposes.Request, Plaintext, Token);
        _time.Advance(DataKeyCache.Lifetime);
        _keys.WrappingFails = new ActivityException(ErrorTypes.Configuration, "The newest version is disabled.");

        Assert.Equal(Plaintext, await _sealer.OpenAsync(sealedText.Envelope, Instance, SealPurposes.Request, Token));
        Assert.Equal(RsaKeys.Version, _store.Records[sealedText.KeyId].Wrapped.KeyVersion);
    }

    [Theory]
    [InlineData("ob-another", SealPurposes.Request)]
    [InlineData(Instance, SealPurposes.PresignToken)]
    public async Task An_envelope_opens_for_no_other_onboarding_or_purpose(string instanceId, string purpose)
    {
        var sealedText = await _sealer.SealNewAsync(Instance, SealPurposes.Request, Plaintext, Token);

        await UnreadableAsync(() => _sealer.OpenAsync(sealedText.Envelope, instanceId, purpose, Token));
    }

    [Fact]
    public async Task Erasing_the_key_makes_what_it_sealed_unreadable_at_once()
    {
        var one = await _sealer.SealNewAsync(Instance, SealPurposes.Request, Plaintext, Token);
        var two = await _sealer.SealNewAsync(Instance, SealPurposes.Request, Plaintext, Token);
        var others = await _sealer.SealNewAsync("ob-another", SealPurposes.Request, Plaintext, Token);

        await _sealer.EraseAsync(one.KeyId, Token);
        await UnreadableAsync(() => _sealer.OpenAsync(one.Envelope, Instance, SealPurposes.Request, Token));
        Assert.Equal(1, await _sealer.EraseInstanceAsync(Instance, Token));
        await UnreadableAsync(() => _sealer.OpenAsync(two.Envelope, Instance, SealPurposes.Request, Token));
        Assert.Equal(Plaintext, await _sealer.OpenAsync(others.Envelope, "ob-another", SealPurposes.Request, Token));
    }

    [Fact]
    public async Task An_unwrapped_key_is_reused_for_minutes_and_then_unwrapped_again()
    {
        var sealedText = await _sealer.SealNewAsync(Instance, SealPurposes.Request, Plaintext, Token);

        _time.Advance(DataKeyCache.Lifetime);
        await _sealer.OpenAsync(sealedText.Envelope, Instance, SealPurposes.Request, Token);
        await _sealer.OpenAsync(sealedText.Envelope, Instance, SealPurposes.Request, Token);
        Assert.Equal(1, _keys.PrivateKeyOperations);

        _time.Advance(DataKeyCache.Lifetime);
        await _sealer.OpenAsync(sealedText.Envelope, Instance, SealPurposes.Request, Token);
        Assert.Equal(2, _keys.PrivateKeyOperations);
    }

    [Fact]
    public async Task A_message_body_carries_its_own_key_and_is_bound_to_its_message()
    {
        var envelope = await _sealer.SealToVaultAsync("message-1", SealPurposes.MessageBody, Plaintext, Token);

        Assert.Empty(_store.Records);
        Assert.Equal(Plaintext, await _sealer.OpenFromVaultAsync(envelope, "message-1", SealPurposes.MessageBody, Token));
        await UnreadableAsync(() => _sealer.OpenFromVaultAsync(envelope, "message-2", SealPurposes.MessageBody, Token));
        await UnreadableAsync(() => _sealer.OpenAsync(envelope, "message-1", SealPurposes.MessageBody, Token));
    }

    [Fact]
    public async Task A_sender_seals_with_the_public_key_alone()
    {
        var envelope = PublicKeySealer.SealRequest(_keys.PublicKeyPem, RsaKeys.Version, Plaintext);

        Assert.Equal(Plaintext, await _sealer.OpenSenderRequestAsync(envelope, Token));
        await UnreadableAsync(() => _sealer.OpenFromVaultAsync(envelope, "", SealPurposes.MessageBody, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ofs1.")]
    [InlineData("ofs1.AQ")]
    [InlineData("ofs1.AQEBYQ")]
    [InlineData("ofs2.AQEBYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh")]
    [InlineData("ofs1.****")]
    [InlineData("13800138000")]
    public async Task What_is_no_envelope_is_refused_without_being_shown(string text)
    {
        var exception = await UnreadableAsync(() => _sealer.OpenAsync(text, Instance, SealPurposes.Request, Token));

        Assert.DoesNotContain("13800138000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_beyond_the_limit_is_refused_before_it_is_decoded()
    {
        var text = "ofs1." + new string('A', 2 * Envelope.MaxPlaintextLength);

        var exception = await UnreadableAsync(() => _sealer.OpenAsync(text, Instance, SealPurposes.Request, Token));

        Assert.Contains("too long", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weak_public_key_is_refused()
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);

        Assert.Throws<ArgumentException>(() => PublicKeySealer.SealRequest(weak.ExportSubjectPublicKeyInfoPem(), RsaKeys.Version, Plaintext));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../secrets")]
    public void A_key_version_that_is_none_is_refused(string keyVersion) =>
        Assert.Throws<ArgumentException>(() => PublicKeySealer.SealRequest(_keys.PublicKeyPem, keyVersion, Plaintext));

    public void Dispose()
    {
        _cache.Dispose();
        _keys.Dispose();
    }

    private static async Task<ActivityException> UnreadableAsync(Func<Task> open)
    {
        var exception = await Assert.ThrowsAsync<ActivityException>(open);
        Assert.Equal(ErrorTypes.Unreadable, exception.ErrorType);
        return exception;
    }
}
