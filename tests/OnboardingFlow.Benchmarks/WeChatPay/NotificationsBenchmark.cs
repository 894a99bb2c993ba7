using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>Reading notifications on one core, beside the verification and the decryption alone.</summary>
internal static class NotificationsBenchmark
{
    private const int Turns = 41;
    private const string ApiV3Key = "0123456789abcdef0123456789ABCDEF";
    private const int TagLength = 16;

    public static async Task RunAsync(BenchmarkRun run, int notifications, CancellationToken cancellationToken)
    {
        using var vault = new MemoryVault(ApiV3Key);
        using var weChatPay = new WeChatPaySide(ApiV3Key);
        await using var services = CallsBenchmark.Client(vault, weChatPay, new Uri("http://127.0.0.1:1/"));
        var reader = services.GetRequiredService<INotificationReader>();
        var body = weChatPay.Notification("O1000001", "student-1");
        var headers = weChatPay.Sign(body).ToDictionary(h => h.Key, h => (IReadOnlyList<string>)[h.Value], StringComparer.OrdinalIgnoreCase);
        var bare = new BareNotification(weChatPay.Key, body, headers["Wechatpay-Signature"][0]);

        run.Say($"{Turns} turns of {notifications} notifications each, alternating, one after the other");
        var turns = new List<(Cost Bare, Cost Ours)>(Turns);
        for (var turn = -1; turn < Turns; turn++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var costs = (await Cost.OfAsync(bare.OpenAsync, notifications), await Cost.OfAsync(ReadAsync, notifications));
            if (turn >= 0)
            {
                turns.Add(costs); // The first one only gets the code compiled.
            }
        }

        run.Row("verification and decryption alone", CallsBenchmark.Median(turns, t => t.Bare.Microseconds), "µs");
        run.Row("ours", CallsBenchmark.Median(turns, t => t.Ours.Microseconds), "µs");
        run.Row("allocated, alone", CallsBenchmark.Median(turns, t => t.Bare.Bytes), "bytes");
        run.Row("allocated, ours", CallsBenchmark.Median(turns, t => t.Ours.Bytes), "bytes");
        run.Measure("notification_ratio", CallsBenchmark.Median(turns, t => t.Bare.Microseconds / t.Ours.Microseconds), "ratio", ">= 0.5");
        run.Measure("notifications_per_s", 1e6 / CallsBenchmark.Median(turns, t => t.Ours.Microseconds), "1/s");

        async Task ReadAsync()
        {
            var reading = await reader.ReadAsync(name => headers.TryGetValue(name, out var values) ? values : [], body, cancellationToken);
            if (reading.Kind != NotificationKind.ContractChanged)
            {
                throw new InvalidOperationException($"The notification was taken as {reading.Kind}: {reading.Reason}");
            }
        }
    }

    /// <summary>The two primitives on the same bytes, all text decoded beforehand.</summary>
    private sealed class BareNotification(RSA key, byte[] body, string signature)
    {
        private readonly byte[] _signature = Convert.FromBase64String(signature);
        private readonly byte[] _ciphertext = Convert.FromBase64String(JsonNode.Parse(body)!["resource"]!["ciphertext"]!.GetValue<string>());
        private readonly byte[] _nonce = Encoding.ASCII.GetBytes(JsonNode.Parse(body)!["resource"]!["nonce"]!.GetValue<string>());
        private readonly byte[] _associated = Encoding.ASCII.GetBytes(JsonNode.Parse(body)!["resource"]!["associated_data"]!.GetValue<string>());
        private readonly byte[] _apiV3Key = Encoding.ASCII.GetBytes(ApiV3Key);

        public Task OpenAsync()
        {
            key.VerifyHash(SHA256.HashData(body), _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var plain = new byte[_ciphertext.Length - TagLength];
            using var gcm = new AesGcm(_apiV3Key, TagLength);
            gcm.Decrypt(_nonce, _ciphertext.AsSpan(0, plain.Length), _ciphertext.AsSpan(plain.Length), plain, _associated);
            return Task.CompletedTask;
        }
    }
}
