using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Api.Tests.Hosting;

namespace OnboardingFlow.Api.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Details_are_for_those_who_may_read()
    {
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IReadinessCheck>(new Check("keyvault", () => "answers 403")));

        var open = (await host.CallAsync("GET", "/readyz", null)).Is(HttpStatusCode.ServiceUnavailable);
        var starter = await host.CallAsync("GET", "/readyz", ApiHost.StartKey);
        var reader = (await host.CallAsync("GET", "/readyz", ApiHost.ReadKey)).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("""{"status":"not_ready"}""", open.Body);
        Assert.Equal(open.Body, starter.Body);
        Assert.Equal(("keyvault", false, "answers 403"), (
            (string?)reader.Json["checks"]![0]!["name"], (bool)reader.Json["checks"]![0]!["ready"]!, (string?)reader.Json["checks"]![0]!["reason"]));
        (await host.CallAsync("GET", "/healthz", null)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_host_whose_dependencies_answer_is_ready()
    {
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IReadinessCheck>(new Check("queue", () => null)));

        Assert.Equal("""{"status":"ready"}""", (await host.CallAsync("GET", "/readyz", null)).Is(HttpStatusCode.OK).Body);
    }

    [Fact]
    public async Task What_is_in_use_is_shown_to_those_who_may_read_also_when_all_is_well()
    {
        await using var host = await ApiHost.StartAsync(services => services
            .AddSingleton<IReadinessCheck>(new Check("wechatpay", () => null, "encrypts with public key PUB_KEY_ID_1"))
            .AddSingleton<IReadinessCheck>(new Check("queue", () => null)));

        var open = await host.CallAsync("GET", "/readyz", null);
        var checks = (await host.CallAsync("GET", "/readyz", ApiHost.ReadKey)).Is(HttpStatusCode.OK).Json["checks"]!;

        Assert.DoesNotContain("PUB_KEY_ID_1", open.Body, StringComparison.Ordinal);
        Assert.Equal("encrypts with public key PUB_KEY_ID_1", (string?)checks[0]!["detail"]);
        Assert.False(checks[1]!.AsObject().ContainsKey("detail"));
    }

    [Fact]
    public async Task A_check_that_throws_shows_nothing_of_its_text()
    {
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IReadinessCheck>(
            new Check("queue", () => throw new InvalidOperationException("AccountKey=secret"))));

        var answer = (await host.CallAsync("GET", "/readyz", ApiHost.ReadKey)).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("failed with InvalidOperationException", (string?)answer.Json["checks"]![0]!["reason"]);
        Assert.All(host.Log.Lines, line => Assert.DoesNotContain("AccountKey", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_that_hangs_is_given_up()
    {
        var never = new TaskCompletionSource<ReadinessResult>();
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IReadinessCheck>(new Hanging(never.Task)));

        var call = host.CallAsync("GET", "/readyz", null);
        while (!call.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await call).Is(HttpStatusCode.ServiceUnavailable);
    }

    private sealed class Check(string name, Func<string?> check, string? detail = null) : IReadinessCheck
    {
        public string Name => name;

        public Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new ReadinessResult(check(), detail));
    }

    private sealed class Hanging(Task<ReadinessResult> never) : IReadinessCheck
    {
        public string Name => "hanging";

        public Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken) => never;
    }
}
