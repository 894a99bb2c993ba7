using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.WeChatPay.Sending;
using OnboardingFlow.WeChatPay.Tests.Doubles;

namespace OnboardingFlow.WeChatPay.Tests.Notifications;

/// <summary>Mutations in great number, in memory: a signature is verified in tens of microseconds, so the full count is run every time.</summary>
public sealed class MutatedInputTests : IAsyncDisposable
{
    private const int Seed = 20261123;
    private const int Count = 100_000;

    private static readonly PlatformSide _platform = new();
    private static readonly Uri _nowhere = new("http://127.0.0.1:1/");

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
