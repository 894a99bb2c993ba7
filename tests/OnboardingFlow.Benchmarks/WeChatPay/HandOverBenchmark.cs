using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OnboardingFlow.Benchmarks.Engine;
using OnboardingFlow.Benchmarks.Pipeline;
using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>
/// 200 notifications a second to a running LocalHost, about persons who wait for their contract, each answered when it is durable. Time counts from when one was due to be sent, so
/// that a slow answer delays nothing that comes after it without being seen.
/// </summary>
internal static class HandOverBenchmark
{
    private const int PerSecond = 200;
    private const int People = 40;

    public static async Task RunAsync(BenchmarkRun run, int seconds, CancellationToken cancellationToken)
    {
        var keyFile = Path.GetTempFileName();
        var key = new WeChatPaySide(new string('0', 32));
        await File.WriteAllTextAsync(keyFile, key.Key.ExportSubjectPublicKeyInfoPem(), cancellationToken);
        try
        {
            await using var system = await SystemProcesses.StartAsync(
                [$"--WeChatPay:PublicKeys:9:Serial={WeChatPaySide.Serial}", $"--WeChatPay:PublicKeys:9:PemFile={keyFile}", "--Onboarding:PollMin=01:00:00"], cancellationToken);
            using var weChatPay = key.With(await ApiV3KeyAsync(system, cancellationToken));
            await StartAsync(system, cancellationToken);
            run.Say($"{PerSecond} notifications a second for {seconds} s about {People} persons who wait");
            var times = await SendAsync(system, weChatPay, seconds, cancellationToken);
            run.Row("p50", Percentile.Of(times, 50).TotalMilliseconds, "ms");
            run.Measure("notification_p99_ms", Percentile.Of(times, 99).TotalMilliseconds, "ms", "<= 1000");
        }
        finally
        {
            File.Delete(keyFile);
        }
    }

    private static async Task<string> ApiV3KeyAsync(SystemProcesses system, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("secrets/wechatpay-apiv3-key?api-version=7.4", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "any");
        using var answer = await system.KeyVault.SendAsync(request, cancellationToken);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["value"]!.GetValue<string>();
    }

    /// <summary>Until all of them wait for their contract.</summary>
    private static async Task StartAsync(SystemProcesses system, CancellationToken cancellationToken)
    {
        foreach (var body in new Persons().Next(People))
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var answer = await system.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), content, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        while (true)
        {
            var page = await system.Api.GetFromJsonAsync<JsonNode>(new Uri($"api/onboardings?step=AwaitingContract&page_size={People}", UriKind.Relative), cancellationToken);
            if (page!["items"]!.AsArray().Count == People)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<TimeSpan>> SendAsync(SystemProcesses system, WeChatPaySide weChatPay, int seconds, CancellationToken cancellationToken)
    {
        var bodies = Enumerable.Range(1, People).Select(person => weChatPay.Notification(Persons.Organization, $"person-{person}")).ToList();
        var sends = new List<Task<TimeSpan>>(PerSecond * seconds);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < PerSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)PerSecond);
            if (due - Stopwatch.GetElapsedTime(started) is { } wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellationToken);
            }

            sends.Add(PostAsync(system.Api, weChatPay, bodies[i % People], started, due, cancellationToken));
        }

        return await Task.WhenAll(sends);
    }

    private static async Task<TimeSpan> PostAsync(HttpClient api, WeChatPaySide weChatPay, byte[] body, long started, TimeSpan due, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/wechatpay/notifications", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in weChatPay.Sign(body))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await api.SendAsync(request, cancellationToken);
        return answer.StatusCode == System.Net.HttpStatusCode.NoContent
            ? Stopwatch.GetElapsedTime(started) - due
            : throw new InvalidOperationException($"A notification was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
