using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Tests.Doubles;

namespace OnboardingFlow.WeChatPay.Tests.Certificates;

public sealed class CertificateDownloadTests : IAsyncLifetime
{
    private const string Serial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly PlatformSide _certified = new(Serial);
    private StubHost _host = null!;
    private Client _client = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await StubHost.StartAsync(_certified);
        var settings = Client.Settings(_host);
        settings.Remove("WeChatPay:PublicKeys:0:Serial");
        settings.Remove("WeChatPay:PublicKeys:0:Pem");
        _client = Client.Build(settings, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Certificates_are_believed_by_the_APIv3_key_and_their_own_signature()
    {
        Serve(Certificates(MerchantVault.DefaultApiV3Key, _time.GetUtcNow().AddYears(1)));
        Assert.NotNull(await FindAsync());
        Assert.NotNull(await FindAsync());
        Assert.Single(Downloads());
    }

    [Fact]
    public async Task Certificates_under_another_APIv3_key_are_refused_and_asked_for_at_most_once_a_minute()
    {
        Serve(Certificates(new string('x', 32), _time.GetUtcNow().AddYears(1)));
        await FailsAsync();
        var first = Downloads().Count;
        await FailsAsync();
        Assert.Equal(first, Downloads().Count);
        _time.Advance(TimeSpan.FromSeconds(61));
        await FailsAsync();
        Assert.Equal(2 * first, Downloads().Count);
    }

    [Fact]
    public async Task A_certificate_is_used_until_it_ends_and_then_looked_for_anew()
    {
        Serve(Certificates(MerchantVault.DefaultApiV3Key, _time.GetUtcNow().AddMinutes(30)));
        Assert.NotNull(await FindAsync());
        _time.Advance(TimeSpan.FromMinutes(31));
        await FailsAsync();
        Assert.True(Downloads().Count > 1);
    }

    [Fact]
    public async Task Unknown_serials_that_show_up_together_cost_one_download()
    {
        Serve(Certificates(MerchantVault.DefaultApiV3Key, _time.GetUtcNow().AddYears(1)));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FindAsync()));
        Assert.Single(Downloads());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IReadOnlyList<StubRequest> Downloads() => [.. _host.Requests.Where(r => r.RawTarget == "/v3/certificates")];

    private Task<Core.Contracts.FaceUser?> FindAsync() => PassAsync(_client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token));

    private Task<ActivityException> FailsAsync() => Assert.ThrowsAsync<ActivityException>(FindAsync);

    /// <summary>Lets back-offs of milliseconds pass.</summary>
    private async Task<T> PassAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(5), Token));
        }

        return await call;
    }

    private void Serve(string certificates) => _host.Handler = (request, http) => _host.WriteAsync(
        http, 200, request.RawTarget == "/v3/certificates" ? certificates : """{"user_id":"U1","status":"NORMAL"}""", at: _time.GetUtcNow());

    private string Certificates(string apiV3Key, DateTimeOffset notAfter)
    {
        var request = new CertificateRequest("CN=Tenpay.com", _certified.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var generator = X509SignatureGenerator.CreateForRSA(_certified.Rsa, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(request.SubjectName, generator, _time.GetUtcNow().AddDays(-1), notAfter, Convert.FromHexString(Serial));
        var pem = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
        var sealedBytes = new byte[pem.Length + 16];
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(apiV3Key), 16);
        aes.Encrypt("4de73afd28b6"u8, pem, sealedBytes.AsSpan(0, pem.Length), sealedBytes.AsSpan(pem.Length), "certificate"u8);
        return JsonSerializer.Serialize(new
        {
            data = new[]
            {
                new
                {
                    serial_no = Serial,
                    effective_time = "2026-11-22T16:00:00+08:00",
                    expire_time = "2027-11-23T16:00:00+08:00",
                    encrypt_certificate = new
                    {
                        algorithm = "AEAD_AES_256_GCM", nonce = "4de73afd28b6", associated_data = "certificate", ciphertext = Convert.ToBase64String(sealedBytes),
                    },
                },
            },
        });
    }
}
