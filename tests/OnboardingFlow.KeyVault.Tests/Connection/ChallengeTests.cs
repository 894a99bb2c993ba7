using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Connection;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Connection;

public sealed class ChallengeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void A_key_vault_s_challenge_names_scope_and_tenant()
    {
        var challenge = Challenge.Read(Answers.Challenge)!;

        Assert.Equal("https://vault.azure.net/.default", challenge.Scope);
        Assert.Equal("11111111-2222-3333-4444-555555555555", challenge.Tenant);
        Assert.Null(challenge.Claims);
    }

    [Fact]
    public void Claims_that_the_token_lacked_are_read()
    {
        var challenge = Challenge.Read(
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", resource=\"https://vault.azure.net\", "
            + "error=\"insufficient_claims\", claims=\"eyJhIjoxfQ==\"")!;

        Assert.Equal("{\"a\":1}", challenge.Claims);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic realm=\"x\"")]
    [InlineData("Bearer ")]
    [InlineData("Bearer authorization=\"https://login.microsoftonline.com/t\"")]
    [InlineData("Bearer resource=\"vault\"")]
    [InlineData("Bearer resource=\"http://vault.azure.net\"")]
    public void What_is_no_bearer_challenge_gives_none(string header) => Assert.Null(Challenge.Read(header));

    [Theory]
    [InlineData("https://name.vault.azure.net/", "https://vault.azure.net", true)]
    [InlineData("https://name.VAULT.azure.cn/", "https://vault.azure.cn", true)]
    [InlineData("https://name.managedhsm.azure.net/", "https://managedhsm.azure.net", true)]
    [InlineData("https://name.vault.azure.net/", "https://management.azure.com", false)]
    [InlineData("https://evilvault.azure.net/", "https://vault.azure.net", false)]
    [InlineData("https://vault.azure.net.evil.example/", "https://vault.azure.net", false)]
    public void The_resource_must_be_the_vault_s_own_domain(string vault, string resource, bool own) =>
        Assert.Equal(own, Challenge.Read($"Bearer authorization=\"https://login.microsoftonline.com/t\", resource=\"{resource}\"")!.IsFor(new Uri(vault)));

    [Fact]
    public async Task The_first_401_is_answered_with_a_token_which_then_goes_along()
    {
        await using var vault = await StubVault.StartAsync(ChallengeFirst(Answers.Challenge), host: "name.vault.azure.net");
        var credential = new RecordingCredential();
        var pipeline = Pipeline(vault, credential);

        Assert.Equal(200, await StatusAsync(pipeline));
        Assert.Equal(200, await StatusAsync(pipeline));

        Assert.Equal(["", "Bearer token-1", "Bearer token-1"], vault.Requests.Select(request => request.Authorization));
        Assert.Equal(("https://vault.azure.net/.default", "11111111-2222-3333-4444-555555555555"), credential.Asked.Single());
    }

    [Fact]
    public async Task A_token_is_replaced_minutes_before_it_ends_and_no_request_goes_without_one_meanwhile()
    {
        await using var vault = await StubVault.StartAsync(ChallengeFirst(Answers.Challenge), host: "name.vault.azure.net");
        var credential = new RecordingCredential { FirstLife = TimeSpan.FromMinutes(4) };
        var pipeline = Pipeline(vault, credential);

        Assert.Equal(200, await StatusAsync(pipeline));
        for (var request = 0; request < 200 && vault.Requests[^1].Authorization != "Bearer token-2"; request++)
        {
            Assert.Equal(200, await StatusAsync(pipeline));
        }

        Assert.Equal("Bearer token-2", vault.Requests[^1].Authorization);
        Assert.Equal(2, credential.Asked.Count);
        Assert.All(vault.Requests.Skip(1), request => Assert.StartsWith("Bearer token-", request.Authorization, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_challenge_for_somebody_else_s_resource_gets_no_token()
    {
        await using var vault = await StubVault.StartAsync(
            ChallengeFirst(Answers.Challenge.Replace("vault.azure.net", "management.azure.com", StringComparison.Ordinal)), host: "name.vault.azure.net");
        var credential = new RecordingCredential();

        var fault = await Assert.ThrowsAsync<ActivityException>(() => StatusAsync(Pipeline(vault, credential)));

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains("management.azure.com", fault.Message, StringComparison.Ordinal);
        Assert.Empty(credential.Asked);
        Assert.All(vault.Requests, request => Assert.Equal("", request.Authorization));
    }

    private static Func<HttpContext, Task> ChallengeFirst(string challenge) => context =>
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            return context.Value([1]);
        }

        context.Response.Headers.WWWAuthenticate = challenge;
        return context.Error(401, "Unauthorized");
    };

    // Names the vault by its real address and connects to the stub.
    private static HttpPipeline Pipeline(StubVault stub, TokenCredential credential)
    {
        var vault = new Uri("https://name.vault.azure.net/");
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", stub.Address.Port, token);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, errors) => TrustedCertificate.Accepts(stub.CertificateFile, presented, errors);
        var options = new VaultClientOptions { Transport = new HttpClientTransport(new HttpClient(handler)) };
        return HttpPipelineBuilder.Build(options, [], [new ChallengePolicy(credential, vault)], new VaultClassifier());
    }

    private static async Task<int> StatusAsync(HttpPipeline pipeline)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri("https://name.vault.azure.net/keys/k"));
        await pipeline.SendAsync(message, Cancelled);
        return message.Response.Status;
    }

    private sealed class RecordingCredential : TokenCredential
    {
        public List<(string Scope, string? Tenant)> Asked { get; } = [];

        public TimeSpan FirstLife { get; init; } = TimeSpan.FromHours(1);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.Add((requestContext.Scopes.Single(), requestContext.TenantId));
            return new AccessToken($"token-{Asked.Count}", DateTimeOffset.UtcNow + (Asked.Count == 1 ? FirstLife : TimeSpan.FromHours(1)));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
