using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay;

namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>
/// What the client costs beyond what any client must do: a call through it, less a bare HttpClient's call with the same answer, one RSA signature, one verification and, for a
/// presign, its OAEP encryptions, in parts of one signature. Processor time of alternating turns; the greater of a read and a presign counts.
/// </summary>
internal static class CallsBenchmark
{
    private const int Turns = 21;

    // The runtime compiles what is called often a second time, in the background: so many turns go by before that is over and what a call costs is seen.
    private const int TurnsBefore = 10;

    private const string ApiV3Key = "0123456789abcdef0123456789ABCDEF";

    private static readonly byte[] _answer = """{"user_id":"U1","status":"NORMAL","contract_state":"NOT_CONTRACTED","presign_token":"token-of-a-usual-length-0123456789"}"""u8.ToArray();

    public static async Task RunAsync(BenchmarkRun run, int calls, CancellationToken cancellationToken)
    {
        using var vault = new MemoryVault(ApiV3Key);
        using var weChatPay = new WeChatPaySide(ApiV3Key);
        using var server = new AnsweringServer();
        await using var services = Client(vault, weChatPay, server.Address);
        using var bare = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null });
        var client = services.GetRequiredService<IWeChatPay>();

        run.Say($"{Turns} turns of {calls} calls each, alternating; processor time, the answering server's in both");
        var read = await CompareAsync(
            run,
            "read",
            () => client.FindUserAsync("O1000001", "student-1", SigningUrgency.Poll, cancellationToken),
            () => BareAsync(bare, server.Address, "/v3/offlinefacemch/organizations/O1000001/users/out-user-id/student-1", []));
        var write = await CompareAsync(
            run,
            "presign",
            () => client.PresignAsync(SamplePresign.Body, cancellationToken),
            () => BareAsync(bare, server.Address, "/v3/offlineface/contracts/presign", new byte[SamplePresign.WireLength], SamplePresign.Sensitive));
        run.Measure("client_overhead_ratio", Math.Max(read, write), "ratio", "<= 0.15");

        async Task<double> CompareAsync(BenchmarkRun table, string what, Func<Task> ours, Func<Task> baseline)
        {
            var turns = new List<(Cost Bare, Cost Ours, Cost Signature)>(Turns);
            for (var turn = -TurnsBefore; turn < Turns; turn++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                server.Answer(weChatPay.Sign(_answer), _answer);
                var costs = (await Cost.OfAsync(baseline, calls), await Cost.OfAsync(ours, calls), await Cost.OfAsync(SignAsync, calls));
                if (turn >= 0)
                {
                    turns.Add(costs);
                }
            }

            table.Row($"{what}: bare HttpClient, signature, verification, encryptions", Median(turns, t => t.Bare.Microseconds), "µs");
            table.Row($"{what}: ours", Median(turns, t => t.Ours.Microseconds), "µs");
            table.Row($"{what}: one RSA signature", Median(turns, t => t.Signature.Microseconds), "µs");
            table.Row($"{what}: allocated, bare", Median(turns, t => t.Bare.Bytes), "bytes");
            table.Row($"{what}: allocated, ours", Median(turns, t => t.Ours.Bytes), "bytes");
            var overhead = Median(turns, t => (t.Ours.Microseconds - t.Bare.Microseconds) / t.Signature.Microseconds);
            table.Row($"{what}: overhead in signatures", overhead, "ratio");
            return overhead;
        }

        Task SignAsync()
        {
            vault.Key.SignHash(SHA256.HashData(_answer), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return Task.CompletedTask;
        }

        async Task BareAsync(HttpClient http, Uri address, string path, byte[] body, params IEnumerable<string> sensitive)
        {
            foreach (var value in sensitive)
            {
                Convert.ToBase64String(weChatPay.Key.Encrypt(Encoding.UTF8.GetBytes(value), RSAEncryptionPadding.OaepSHA1));
            }

            var signature = vault.Key.SignHash(SHA256.HashData(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var request = new HttpRequestMessage(body.Length == 0 ? HttpMethod.Get : HttpMethod.Post, new Uri(address, path));
            request.Headers.TryAddWithoutValidation("Authorization", $"WECHATPAY2-SHA256-RSA2048 {Convert.ToBase64String(signature)}");
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            request.Headers.TryAddWithoutValidation("User-Agent", "bare/1.0");
            request.Content = body.Length == 0 ? null : new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await http.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var signed = Convert.FromBase64String(response.Headers.GetValues("Wechatpay-Signature").Single());
            weChatPay.Key.VerifyHash(SHA256.HashData(answer), signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    internal static ServiceProvider Client(MemoryVault vault, WeChatPaySide weChatPay, Uri address)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WeChatPay:BaseAddress"] = address.ToString(),
            ["WeChatPay:StandbyAddress"] = address.ToString(),
            ["WeChatPay:MchId"] = "1900000001",
            ["WeChatPay:AppId"] = "wx8888888888888888",
            ["WeChatPay:MerchantKeys:0:Serial"] = "5F1C72E2A8931B72A2E13AF8DEE92471EB397115",
            ["WeChatPay:MerchantKeys:0:KeyVersion"] = "1",
            ["WeChatPay:PublicKeys:0:Serial"] = WeChatPaySide.Serial,
            ["WeChatPay:PublicKeys:0:Pem"] = weChatPay.Key.ExportSubjectPublicKeyInfoPem(),
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IKeys>(vault).AddSingleton<ISecrets>(vault);
        services.AddWeChatPay(configuration);
        return services.BuildServiceProvider();
    }

    internal static double Median<T>(IReadOnlyCollection<T> turns, Func<T, double> of) => turns.Select(of).Order().ElementAt(turns.Count / 2);
}
