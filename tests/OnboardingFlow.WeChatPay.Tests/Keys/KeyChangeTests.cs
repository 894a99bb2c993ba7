using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Tests.Doubles;
using OnboardingFlow.WeChatPay.Tests.Notifications;

namespace OnboardingFlow.WeChatPay.Tests.Keys;

/// <summary>Keys of WeChat Pay that come and go while the client runs.</summary>
public sealed class KeyChangeTests
{
    private const string NewSerial = "PUB_KEY_ID_0114232134912410000000000002";

    private static readonly PlatformSide _unused = new();

    [Fact]
    public async Task A_key_is_trusted_from_when_it_is_added_until_it_is_taken_away_without_a_restart()
    {
        var added = new PlatformSide(NewSerial);
        await using var host = await StubHost.StartAsync(added);
        host.Answers(200, """{"user_id":"U1","status":"NORMAL"}""");
        await using var client = Client.Build(Client.Settings(host.Address, host.Address, new PlatformSide()));
        Task<FaceUser?> FindAsync() => client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ActivityException>(FindAsync);
        Trust(client, added.PublicPem);
        Assert.NotNull(await FindAsync());
        Trust(client, null);
        await Assert.ThrowsAsync<ActivityException>(FindAsync);
    }

    [Fact]
    public async Task While_keys_change_nothing_unverified_is_believed_and_what_a_kept_key_signed_always_is()
    {
        var (kept, added, forger) = (new PlatformSide(), new PlatformSide(NewSerial), new PlatformSide(NewSerial));
        var nowhere = new Uri("http://127.0.0.1:1/");
        await using var client = Client.Build(Client.Settings(nowhere, nowhere, kept));
        using var done = new CancellationTokenSource();
        var changes = 0;
        var changing = Task.Run(
            () =>
            {
                for (; !done.IsCancellationRequested; changes++)
                {
                    Trust(client, changes % 2 == 0 ? added.PublicPem : null);
                }
            },
            TestContext.Current.CancellationToken);

        for (var i = 0; (i < 300 || Volatile.Read(ref changes) < 20) && !changing.IsCompleted; i++)
        {
            Assert.Equal(NotificationKind.ContractChanged, await ReadAsync(client, kept));
            Assert.Equal(NotificationKind.Unauthentic, await ReadAsync(client, forger));
        }

        await done.CancelAsync();
        await changing;
        Trust(client, added.PublicPem);
        Assert.Equal(NotificationKind.ContractChanged, await ReadAsync(client, added));
    }

    /// <summary>Trusts a key, or in its place one that signs nothing here.</summary>
    private static void Trust(Client client, string? pem)
    {
        client.Configuration["WeChatPay:PublicKeys:1:Serial"] = pem is null ? "PUB_KEY_ID_UNUSED" : NewSerial;
        client.Configuration["WeChatPay:PublicKeys:1:Pem"] = pem ?? _unused.PublicPem;
        client.Configuration.Reload();
    }

    private static async Task<NotificationKind> ReadAsync(Client client, PlatformSide signer)
    {
        var body = new NotificationBuilder().Build();
        var headers = signer.Sign(body, DateTimeOffset.UtcNow);
        return (await client.Notifications.ReadAsync(name => [headers[name]], body, TestContext.Current.CancellationToken)).Kind;
    }
}
