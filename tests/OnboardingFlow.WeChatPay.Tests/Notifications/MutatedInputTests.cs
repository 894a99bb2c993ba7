using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.OfflineFace;
using OnboardingFlow.WeChatPay.Sending;
using OnboardingFlow.WeChatPay.Signatures;
using OnboardingFlow.WeChatPay.Tests.Doubles;

namespace OnboardingFlow.WeChatPay.Tests.Notifications;

/// <summary>Mutations in great number, in memory: a signature is verified in tens of microseconds, so the full count is run every time.</summary>
public sealed class MutatedInputTests : IAsyncDisposable
{
    private const int Seed = 20261123;
    private const int Count = 100_000;

    private static readonly PlatformSide _platform = new();
    private static readonly Uri _nowhere = new("http://127.0.0.1:1/");

    private static readonly byte[][] Answers =
    [
        """{"user_id":"U1","out_user_id":"student-1","organization_id":"O1","user_name":"bWFzaw==","user_type":"STUDENT","student_info":{"class_name":"三年二班"},"status":"NORMAL","contract_state":"CONTRACTED","contract_id":"C1"}"""u8.ToArray(),
        """{"contract_id":"C1","mchid":"1900000001","organization_id":"O1","user_id":"U1","openid":"o1","contract_state":"CONTRACTED","contract_signed_time":"2026-11-23T16:00:00+08:00","contract_mode":"LIMIT_BANK_CARD"}"""u8.ToArray(),
        """{"presign_token":"token"}"""u8.ToArray(),
        """{"face_collections":[{"collection_id":"F1","user_id":"U1","organization_id":"O1","collection_state":"COLLECTED"},null]}"""u8.ToArray(),
    ];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly Client _client;

    public MutatedInputTests() => _client = Client.Build(Client.Settings(_nowhere, _nowhere, _platform), _time);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task No_mutated_notification_is_believed_or_throws()
    {
        var random = new Random(Seed);
        var body = new NotificationBuilder().Build();
        var signed = _platform.Sign(body, _time.GetUtcNow());
        var names = signed.Keys.Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < Count; i++)
        {
            var headers = new Dictionary<string, string>(signed, StringComparer.OrdinalIgnoreCase);
            var changed = body;
            if (random.Next(2) == 0)
            {
                changed = Mutate(body, random);
            }
            else
            {
                var name = names[random.Next(names.Length)];
                headers[name] = System.Text.Encoding.Latin1.GetString(Mutate(System.Text.Encoding.Latin1.GetBytes(signed[name]), random));
            }

            var reading = await _client.Notifications.ReadAsync(
                n => headers.TryGetValue(n, out var value) ? [value] : [], changed, TestContext.Current.CancellationToken);
            Assert.True(reading.Kind == NotificationKind.Unauthentic, $"mutation {i} of seed {Seed} was taken as {reading.Kind}");
        }
    }

    [Fact]
    public void No_mutated_success_answer_is_believed_or_throws()
    {
        var random = new Random(Seed);
        var verifier = _client.Get<SignatureVerifier>();
        var key = new PlatformKey(_platform.Serial, _platform.Rsa, null);
        var body = Answers[0];
        var signed = _platform.Sign(body, _time.GetUtcNow());
        var names = signed.Keys.Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < Count; i++)
        {
            using var response = new HttpResponseMessage();
            var spoiled = random.Next(2) == 0 ? null : names[random.Next(names.Length)];
            foreach (var (name, value) in signed)
            {
                response.Headers.TryAddWithoutValidation(
                    name, name == spoiled ? System.Text.Encoding.Latin1.GetString(Mutate(System.Text.Encoding.Latin1.GetBytes(value), random)) : value);
            }

            var fault = SignatureHeaders.TryRead(response.Headers, out var headers)
                ?? (headers.Serial != _platform.Serial ? SignatureFault.UnknownSerial : verifier.Verify(key, headers, spoiled is null ? Mutate(body, random) : body).Fault);
            Assert.True(fault is not null, $"mutation {i} of seed {Seed} was believed");
        }
    }

    [Fact]
    public void An_authentic_answer_however_odd_is_read_or_told_as_unreadable_within_bounds()
    {
        var random = new Random(Seed);
        Func<ApiAnswer, object?>[] readers =
        [
            answer => OfflineFaceClient.Read(answer, OfflineFaceJson.Default.UserAnswer, Effect.Repeatable).Value,
            answer => OfflineFaceClient.Read(answer, OfflineFaceJson.Default.ContractAnswer, Effect.Repeatable).Value,
            answer => OfflineFaceClient.Read(answer, OfflineFaceJson.Default.PresignAnswer, Effect.AskFirst).Value,
            answer => OfflineFaceClient.Read(answer, OfflineFaceJson.Default.FaceCollectionPage, Effect.Repeatable).Value,
        ];
        var read = 0;
        for (var i = 0; i < Count; i++)
        {
            var body = Mutate(Answers[random.Next(Answers.Length)], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read += readers[i % readers.Length](new ApiAnswer(200, body, "REQ-1")) is null ? 0 : 1;
            }
            catch (ActivityException e)
            {
                Assert.Contains("isn't of the documented form", e.Message, StringComparison.Ordinal);
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 256 * 1024, $"mutation {i} of seed {Seed} took too much memory");
        }

        Assert.True(read > Count / 100, "hardly any was read: the mutations are too coarse");
    }

    [Fact]
    public void A_mutated_error_answer_is_always_classified_and_shown_within_bounds()
    {
        var random = new Random(Seed);
        var body = """{"code":"PARAM_ERROR","message":"参数错误","detail":{"field":"/facepay_user/phone","value":"","issue":"bad","location":"body"}}"""u8.ToArray();
        for (var i = 0; i < Count; i++)
        {
            var problem = ErrorBody.Read(400 + random.Next(200), Mutate(body, random), "REQ-1");
            Assert.True(Enum.IsDefined(problem.Class) && problem.Describe().Length < 2048, $"mutation {i} of seed {Seed}");
        }
    }

    /// <summary>One to four changes; never the same bytes again.</summary>
    private static byte[] Mutate(byte[] from, Random random)
    {
        var bytes = from.ToList();
        for (var left = random.Next(1, 5); left > 0 || bytes.SequenceEqual(from); left--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }
}
