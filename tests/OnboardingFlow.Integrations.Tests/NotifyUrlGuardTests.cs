using System.Net;
using Microsoft.Extensions.Options;
using OnboardingFlow.Integrations.Events;

namespace OnboardingFlow.Integrations.Tests;

public sealed class NotifyUrlGuardTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("101.226.103.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("2408:8000::1", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.255.0.1", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:192.168.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void An_address_is_public_or_not(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task One_private_address_among_public_ones_refuses_the_name()
    {
        var asked = 0;
        var guard = new NotifyUrlGuard(Options.Create(new NotifyUrlOptions()), (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.5")]);
        });
        using var handler = new SocketsHttpHandler { ConnectCallback = guard.ConnectAsync, UseProxy = false };
        using var client = new HttpClient(handler);

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("https://hooks.example/"), TestContext.Current.CancellationToken));

        Assert.Contains("10.0.0.5", Assert.IsType<ForbiddenAddressException>(fault.InnerException).Message, StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_checked()
    {
        await using var server = await LoopbackServer.StartAsync();
        var asked = 0;
        var guard = new NotifyUrlGuard(Options.Create(new NotifyUrlOptions { AllowPrivateNotifyUrl = true }), (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        using var handler = new SocketsHttpHandler { ConnectCallback = guard.ConnectAsync, UseProxy = false };
        using var client = new HttpClient(handler);

        using var response = await client.GetAsync(new Uri($"http://hooks.example:{server.Address.Port}/"), TestContext.Current.CancellationToken);

        Assert.Equal(1, asked);
        Assert.Single(server.Requests);
    }
}
