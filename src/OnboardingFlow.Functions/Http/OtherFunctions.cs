using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Api.Notifications;

namespace OnboardingFlow.Functions.Http;

/// <summary>WeChat Pay's notifications (their signature is the key) and the host's health.</summary>
public sealed class OtherFunctions(HttpRunner run, NotificationHandler notifications, HealthHandlers health)
{
    /// <summary>Takes a notification.</summary>
    [Function("ReceiveNotification")]
    public Task<IResult> ReceiveNotificationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/wechatpay/notifications")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, null, context => notifications.ReceiveAsync(context));

    /// <summary>Whether the host is alive.</summary>
    [Function("GetHealth")]
    public Task<IResult> GetHealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, null, _ => HealthHandlers.AliveAsync());

    /// <summary>Whether the host can do its work; details for keys with read.</summary>
    [Function("GetReadiness")]
    public Task<IResult> GetReadinessAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "readyz")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, null, context => health.ReadyAsync(context));
}
