using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using OnboardingFlow.WeChatPay.Settings;
using Polly;
using Polly.Timeout;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>The HTTP client of each host: its own circuit, the limit of one attempt, and no logging of addresses (they name persons' pseudonyms).</summary>
internal static class HostClients
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);

    public static void Add(IServiceCollection services)
    {
        Add(services, ApiHosts.PrimaryName, static h => h.Primary);
        Add(services, ApiHosts.StandbyName, static h => h.Standby);
    }

    private static void Add(IServiceCollection services, string name, Func<ApiHosts, ApiHost> host)
    {
        var client = services.AddHttpClient(name, static http => http.Timeout = Timeout.InfiniteTimeSpan);
        client.RemoveAllLoggers();
        client.UseSocketsHttpHandler((handler, _) =>
        {
            // A redirect or a cookie has no place in a signed protocol; trace ids of ours are nobody else's business.
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();
            handler.ConnectTimeout = TimeSpan.FromSeconds(3);
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);

            // WeChat Pay's documented answers say "Keep-Alive: timeout=8": an idle connection goes before it closes it under a request of ours.
            handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(6);
        });
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.AddResilienceHandler("host", (pipeline, context) => Configure(pipeline, context.ServiceProvider, host));
        client.AddHttpMessageHandler(() => new BoundedAnswerHandler());
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, IServiceProvider services, Func<ApiHosts, ApiHost> choose)
    {
        var host = choose(services.GetRequiredService<ApiHosts>());
        var settings = services.GetRequiredService<LiveSettings>();
        pipeline.TimeProvider = services.GetRequiredService<TimeProvider>();
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 5,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = Break,

            // 429 is about the merchant, not about the host: the other one would throttle just the same.
            ShouldHandle = static a => ValueTask.FromResult(
                a.Outcome.Exception is HttpRequestException or IOException or TimeoutRejectedException
                || a.Outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError }),
            OnOpened = a =>
            {
                host.TakeOut(a.BreakDuration);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                host.PutBack();
                return ValueTask.CompletedTask;
            },
        });
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions { TimeoutGenerator = _ => ValueTask.FromResult(settings.Current.AttemptTimeout) });
    }
}
