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
        var never = new TaskCompletionSource<string?>();
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<IReadinessCheck>(new Hanging(never.Task)));

        var call = host.CallAsync("GET", "/readyz", null);
        while (!call.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await call).Is(HttpStatusCode.ServiceUnavailable);
    }

    private sealed class Check(string name, Func<string?> check) : IReadinessCheck
    {
        public string Name => name;

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(check());
    }

    private sealed class Hanging(Task<string?> never) : IReadinessCheck
    {
        public string Name => "hanging";

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => never;
    }
}
