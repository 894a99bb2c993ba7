using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Tests.Doubles;
using OnboardingFlow.WeChatPay.Tests.OfflineFace;

namespace OnboardingFlow.WeChatPay.Tests.Sending;

/// <summary>Two hosts, their circuits, time limits and the merchant's keys over time.</summary>
public sealed class HostsTests : IAsyncLifetime
{
    private const string User = """{"user_id":"U1","status":"NORMAL"}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private StubHost _primary = null!;
    private StubHost _standby = null!;

    public async ValueTask InitializeAsync()
    {
        var platform = new PlatformSide();
        _primary = await StubHost.StartAsync(platform);
        _standby = await StubHost.StartAsync(platform);
    }

    public async ValueTask DisposeAsync()
    {
        await _primary.DisposeAsync();
        await _standby.DisposeAsync();
    }

    [Fact]
    public async Task When_the_primary_cannot_be_reached_the_standby_is_asked_even_for_what_asks_first()
    {
        _standby.Answers(200, """{"presign_token":"T"}""");
        await using var client = Client.Build(Client.Settings(RefusingAddress(), _standby.Address, _standby.Platform));
        Assert.NotNull((await client.WeChatPay.PresignAsync(Persons.Presign(), Token)).Token);
        Assert.Single(_standby.Requests);
        Assert.Equal(2, client.Vault.Signings.Count);
    }

    [Fact]
    public async Task When_no_host_can_be_reached_the_call_surely_had_no_effect()
    {
        var nowhere = RefusingAddress();
        await using var client = Client.Build(Client.Settings(nowhere, nowhere, _primary.Platform));
        foreach (var call in (Func<Task>[])[() => client.WeChatPay.PresignAsync(Persons.Presign(), Token), () => client.WeChatPay.TerminateContractAsync("O1", "U1", Token)])
        {
            Assert.Equal(ErrorTypes.Transient, (await Assert.ThrowsAsync<ActivityException>(call)).ErrorType);
        }
    }

    [Fact]
    public async Task A_host_that_fails_a_read_is_passed_over_for_the_other()
    {
        _primary.Handler = (_, http) => _primary.WriteAsync(http, 200, User, sign: false);
        _standby.Answers(200, User);
        await using var client = Client.Build(Client.Settings(_primary, _standby));
        Assert.NotNull(await client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token));
        Assert.Single(_primary.Requests);
        Assert.Single(_standby.Requests);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_in_time_leaves_a_read_to_the_other_and_a_presign_unknown()
    {
        var arrived = StallAt(_primary);
        _standby.Handler = (_, http) => _standby.WriteAsync(http, 200, User, at: _time.GetUtcNow());
        await using var client = Client.Build(Client.Settings(_primary, _standby), _time);
        var read = client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token);
        await arrived.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(11));
        await PassBackOffAsync(read);
        Assert.NotNull(await read);

        var presign = client.WeChatPay.PresignAsync(Persons.Presign(), Token);
        await arrived.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(ErrorTypes.ResultUnknown, (await Assert.ThrowsAsync<ActivityException>(() => presign)).ErrorType);
        Assert.DoesNotContain(_standby.Requests, r => r.Method == "POST");
    }

    [Fact]
    public async Task A_host_that_sends_headers_and_then_stalls_has_not_answered()
    {
        var arrived = StallAt(_primary, async http =>
        {
            http.Response.ContentLength = 100;
            await http.Response.StartAsync(Token);
        });
        _standby.Handler = (_, http) => _standby.WriteAsync(http, 200, User, at: _time.GetUtcNow());
        await using var client = Client.Build(Client.Settings(_primary, _standby), _time);
        var read = client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token);
        await arrived.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(11));
        await PassBackOffAsync(read);
        Assert.NotNull(await read);
    }

    [Fact]
    public async Task The_time_of_a_whole_call_is_bounded_and_tells_whether_anything_was_sent()
    {
        var arrived = StallAt(_primary);
        var settings = Client.Settings(_primary);
        settings["WeChatPay:AttemptTimeout"] = "00:01:00";
        await using var client = Client.Build(settings, _time);
        var sent = client.WeChatPay.PresignAsync(Persons.Presign(), Token);
        await arrived.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(ErrorTypes.ResultUnknown, (await Assert.ThrowsAsync<ActivityException>(() => sent)).ErrorType);

        using var signing = new SemaphoreSlim(0);
        client.Vault.BeforeSigning = cancelled =>
        {
            signing.Release();
            return Task.Delay(Timeout.Infinite, cancelled);
        };
        var waiting = client.WeChatPay.PresignAsync(Persons.Presign(), Token);
        await signing.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(ErrorTypes.Transient, (await Assert.ThrowsAsync<ActivityException>(() => waiting)).ErrorType);
        Assert.Single(_primary.Requests);
    }

    [Fact]
    public async Task A_host_that_keeps_failing_is_left_alone_for_a_while_and_costs_no_signatures()
    {
        _standby.Handler = (_, http) => _standby.WriteAsync(http, 200, User, at: _time.GetUtcNow());
        await using var client = Client.Build(Client.Settings(RefusingAddress(), _standby.Address, _standby.Platform), _time);
        Assert.Equal(2, await SignaturesOfACallAsync());
        for (var i = 0; i < 5; i++)
        {
            await SignaturesOfACallAsync();
        }

        Assert.Equal(1, await SignaturesOfACallAsync());
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(2, await SignaturesOfACallAsync());

        async Task<int> SignaturesOfACallAsync()
        {
            var before = client.Vault.Signings.Count;
            Assert.NotNull(await client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token));
            return client.Vault.Signings.Count - before;
        }
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_leads_nowhere_and_is_no_fact(int status)
    {
        await using var elsewhere = await StubHost.StartAsync(_primary.Platform);
        elsewhere.Answers(200, User);
        foreach (var host in (StubHost[])[_primary, _standby])
        {
            host.Handler = (request, http) => host.WriteAsync(http, status, "{}", change: headers => headers.Location = new Uri(elsewhere.Address, request.RawTarget).ToString());
        }

        await using var client = Client.Build(Client.Settings(_primary, _standby));
        await Assert.ThrowsAsync<ActivityException>(() => client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token));

        Assert.Empty(elsewhere.Requests);
        Assert.NotEmpty(_primary.Requests);
    }

    [Fact]
    public async Task A_new_merchant_key_signs_from_its_date_under_its_own_serial()
    {
        _primary.Handler = (_, http) => _primary.WriteAsync(http, 200, User, at: _time.GetUtcNow());
        var settings = Client.Settings(_primary);
        settings["WeChatPay:MerchantKeys:1:Serial"] = "ABCDEF";
        settings["WeChatPay:MerchantKeys:1:KeyVersion"] = "v2";
        settings["WeChatPay:MerchantKeys:1:From"] = "2026-11-23T09:00:00Z";
        await using var client = Client.Build(settings, _time);
        await client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token);
        _time.Advance(TimeSpan.FromHours(1));
        await client.WeChatPay.FindUserAsync("O1", "u1", SigningUrgency.Poll, Token);
        Assert.Equal([(Client.Serial, true), ("ABCDEF", true)], _primary.Requests.Select((r, i) => (r.Part("serial"), r.IsSignedBy(client.Vault.Key(i == 0 ? Client.KeyVersion : "v2")))));
        Assert.Equal(["v1", "v2"], client.Vault.Signings.Select(s => s.Key.Version));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Lets a host take calls and never end an answer; the semaphore counts those that arrived.</summary>
    private static SemaphoreSlim StallAt(StubHost host, Func<HttpContext, Task>? begin = null)
    {
        var arrived = new SemaphoreSlim(0);
        host.Handler = async (_, http) =>
        {
            await (begin?.Invoke(http) ?? Task.CompletedTask);
            arrived.Release();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };
        return arrived;
    }

    /// <summary>Moves the clock in steps far below any time limit, so that a back-off of milliseconds passes.</summary>
    private async Task PassBackOffAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(10), Token));
        }
    }

    private static Uri RefusingAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
