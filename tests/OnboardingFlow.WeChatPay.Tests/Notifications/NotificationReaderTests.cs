using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Notifications;
using OnboardingFlow.WeChatPay.Tests.Doubles;
using OnboardingFlow.WeChatPay.Tests.PublicVectors;

namespace OnboardingFlow.WeChatPay.Tests.Notifications;

public sealed class NotificationReaderTests : IAsyncDisposable
{
    private static readonly PlatformSide _platform = new();
    private static readonly Uri _nowhere = new("http://127.0.0.1:1/");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly Client _client;

    public NotificationReaderTests() => _client = Client.Build(Client.Settings(_nowhere, _nowhere, _platform), _time);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task A_changed_contract_names_the_person()
    {
        var reading = await ReadAsync(new NotificationBuilder());
        Assert.Equal(new NotificationReading(NotificationKind.ContractChanged, null, "O1", "student-1"), reading);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Associated_data_may_be_empty_or_missing(string? associatedData) =>
        Assert.Equal(NotificationKind.ContractChanged, (await ReadAsync(new NotificationBuilder { AssociatedData = associatedData })).Kind);

    [Fact]
    public async Task While_the_APIv3_key_rotates_current_and_previous_version_open()
    {
        const string previous = "PREVIOUSPREVIOUSPREVIOUSPREVIOUS";
        _client.Vault.ApiV3Keys = [new(MerchantVault.DefaultApiV3Key), new(previous)];
        Assert.Equal(NotificationKind.ContractChanged, (await ReadAsync(new NotificationBuilder { ApiV3Key = previous })).Kind);
        Assert.Equal(NotificationKind.ContractChanged, (await ReadAsync(new NotificationBuilder())).Kind);
    }

    [Fact]
    public async Task A_self_test_is_told_as_one() =>
        Assert.Equal(
            NotificationKind.SecurityEcho, (await ReadAsync(new NotificationBuilder { EventType = "SECURITY_ECHO.SUCCESS", Plaintext = """{"echo_message":"hello"}""" })).Kind);

    [Fact]
    public async Task An_unknown_type_is_told_as_one_and_not_decrypted()
    {
        _client.Vault.ApiV3Keys = [];
        Assert.Equal(NotificationKind.UnknownType, (await ReadAsync(new NotificationBuilder { EventType = "TRANSACTION.SUCCESS" })).Kind);
    }

    [Fact]
    public async Task The_public_notification_of_the_Go_SDK_is_believed_and_of_an_unknown_type()
    {
        var settings = Client.Settings(_nowhere, _nowhere, _platform);
        settings["WeChatPay:PublicKeys:1:Serial"] = GoNotification.Serial;
        settings["WeChatPay:PublicKeys:1:Pem"] = GoNotification.Certificate;
        await using var client = Client.Build(settings, new FakeTimeProvider(GoNotification.At));
        var reading = await client.Notifications.ReadAsync(
            name => name switch
            {
                "Wechatpay-Timestamp" => [GoNotification.Timestamp],
                "Wechatpay-Nonce" => [GoNotification.Nonce],
                "Wechatpay-Signature" => [GoNotification.Signature],
                "Wechatpay-Serial" => [GoNotification.Serial],
                _ => [],
            },
            Encoding.UTF8.GetBytes(GoNotification.Body),
            TestContext.Current.CancellationToken);
        Assert.Equal(NotificationKind.UnknownType, reading.Kind);
    }

    [Fact]
    public void The_public_ciphertexts_of_the_Java_SDK_open()
    {
        var key = Encoding.UTF8.GetBytes(JavaSdk.ApiV3Key);
        var message = new EncryptedResource(ResourceDecryptor.Algorithm, JavaSdk.AeadCiphertext, JavaSdk.AeadNonce, JavaSdk.AeadAssociatedData);
        Assert.Equal(JavaSdk.AeadPlaintext, Encoding.UTF8.GetString(ResourceDecryptor.Decrypt(key, message)!));

        var certificate = new EncryptedResource(ResourceDecryptor.Algorithm, JavaSdk.CertificateCiphertext, JavaSdk.CertificateNonce, "certificate");
        var pem = Encoding.UTF8.GetString(ResourceDecryptor.Decrypt(key, certificate)!);
        var platformKey = WeChatPay.Keys.PlatformKeyReader.FromPem(JavaSdk.CertificateSerial, pem);
        Assert.Equal(DateTimeOffset.Parse(JavaSdk.CertificateExpires, System.Globalization.CultureInfo.InvariantCulture), platformKey.EndsAt);
    }

    [Theory]
    [InlineData("wrong key")]
    [InlineData("wrong algorithm")]
    [InlineData("no resource")]
    [InlineData("no person")]
    [InlineData("not json")]
    public async Task An_authentic_notification_that_cannot_be_read_says_so(string what)
    {
        var builder = new NotificationBuilder();
        var body = what switch
        {
            "wrong key" => (builder with { ApiV3Key = new string('x', 32) }).Build(),
            "wrong algorithm" => (builder with { Algorithm = "AEAD_SM4_GCM" }).Build(),
            "no resource" => """{"event_type":"FACEPAY.USER_STATE_CHANGE"}"""u8.ToArray(),
            "no person" => (builder with { Plaintext = """{"user_id":"U1"}""" }).Build(),
            _ => "not json"u8.ToArray(),
        };
        var reading = await ReadAsync(body);
        Assert.Equal(NotificationKind.Unreadable, reading.Kind);
        Assert.NotNull(reading.Reason);
    }

    [Fact]
    public async Task An_APIv3_key_of_the_wrong_length_is_the_operators_to_put_right()
    {
        _client.Vault.ApiV3Keys = [new("too short")];
        var fault = await Assert.ThrowsAsync<ActivityException>(() => ReadAsync(new NotificationBuilder()));
        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.DoesNotContain("too short", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forged_old_unknown_and_probing_signatures_are_refused()
    {
        var body = new NotificationBuilder().Build();
        var good = _platform.Sign(body, _time.GetUtcNow());
        Dictionary<string, Dictionary<string, string>> bad = new()
        {
            ["forged"] = new PlatformSide().Sign(body, _time.GetUtcNow()),
            ["old"] = _platform.Sign(body, _time.GetUtcNow().AddSeconds(-301)),
            ["unknown"] = new(good) { ["Wechatpay-Serial"] = "5F1C72E2A8931B72A2E13AF8DEE92471EB397115" },
            ["decimal serial"] = new(good) { ["Wechatpay-Serial"] = "114232134912410000000000000" },
            ["probe"] = new(good) { ["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/" + good["Wechatpay-Signature"][19..] },
        };
        foreach (var (name, headers) in bad)
        {
            Assert.True((await ReadAsync(headers, body)).Kind == NotificationKind.Unauthentic, name);
        }
    }

    [Fact]
    public async Task One_that_is_too_long_is_refused_before_anything_is_computed()
    {
        var body = new byte[(64 * 1024) + 1];
        Assert.Equal(NotificationKind.Unauthentic, (await ReadAsync(_platform.Sign(body, _time.GetUtcNow()), body)).Kind);
    }

    [Fact]
    public async Task Any_changed_byte_of_the_body_is_refused() =>
        await Gen.Select(Gen.Int[0, 10_000], Gen.Byte[1, 255]).SampleAsync(
            async (at, change) =>
            {
                var body = new NotificationBuilder().Build();
                var headers = _platform.Sign(body, _time.GetUtcNow());
                body[at % body.Length] ^= change;
                Assert.Equal(NotificationKind.Unauthentic, (await ReadAsync(headers, body)).Kind);
            },
            iter: 100);

    [Fact]
    public async Task Hostile_content_under_a_good_signature_never_throws() =>
        await Gen.Select(Gen.Int[0, 6], Gen.Int[0, 10_000], Gen.Byte, Gen.Byte.Array[0, 200]).SampleAsync(
            async (how, at, value, bytes) =>
            {
                var body = new NotificationBuilder().Build();
                body = how switch
                {
                    0 => bytes,
                    1 => body[..(at % body.Length)],
                    2 => [.. body, .. bytes],
                    3 => Encoding.UTF8.GetBytes(new string('[', 5000) + new string(']', 5000)),
                    4 => """{"event_type":"FACEPAY.USER_STATE_CHANGE","resource":{"algorithm":"\uD800","nonce":{"a":[1]},"ciphertext":12}}"""u8.ToArray(),
                    5 => """{"event_type":["FACEPAY.USER_STATE_CHANGE"],"event_type":null,"resource":[]}"""u8.ToArray(),
                    _ => Replace(body, at, value),
                };
                var reading = await ReadAsync(body);
                Assert.NotEqual(NotificationKind.Unauthentic, reading.Kind);
            },
            iter: 1000);

    private static byte[] Replace(byte[] body, int at, byte value)
    {
        body[at % body.Length] = value;
        return body;
    }

    private Task<NotificationReading> ReadAsync(NotificationBuilder notification) => ReadAsync(notification.Build());

    private Task<NotificationReading> ReadAsync(byte[] body) => ReadAsync(_platform.Sign(body, _time.GetUtcNow()), body);

    private Task<NotificationReading> ReadAsync(Dictionary<string, string> headers, byte[] body) =>
        _client.Notifications.ReadAsync(name => headers.TryGetValue(name, out var value) ? [value] : [], body, TestContext.Current.CancellationToken);
}
