using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Api.Notifications;

namespace OnboardingFlow.Functions.Http;

/// <summary>WeChat Pay's notifications: their signature is the key.</summary>
public sealed class NotificationFunctions(HttpRunner run, NotificationHandler notifications)
{
    /// <summary>Takes a notification.</summary>
    [Function("ReceiveNotification")]
    public Task<IResult> ReceiveNotificationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/wechatpay/notifications")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        run.RunAsync(request, client, null, notifications.ReceiveAsync);
}
