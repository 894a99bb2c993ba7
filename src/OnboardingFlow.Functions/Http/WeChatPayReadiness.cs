using OnboardingFlow.Api.Health;
using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.Functions.Http;

/// <summary>There are keys for today, ours and WeChat Pay's; says which are in use.</summary>
internal sealed class WeChatPayReadiness(KeyReadiness keys) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "wechatpay";

    /// <inheritdoc/>
    public Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new ReadinessResult(keys.Problem, keys.Detail));
}
