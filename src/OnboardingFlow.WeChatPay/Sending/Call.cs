using OnboardingFlow.WeChatPay.Settings;
using Polly;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>A call under way, over all its attempts.</summary>
internal sealed class Call(ApiRequest request, WeChatPaySettings settings)
{
    public static readonly ResiliencePropertyKey<Call> Key = new("call");

    public ApiRequest Request { get; } = request;

    /// <summary>The settings that were in force when it began.</summary>
    public WeChatPaySettings Settings { get; } = settings;

    /// <summary>The host that failed in the attempt before.</summary>
    public ApiHost? Failed { get; set; }

    /// <summary>Whether an attempt was sent that has no answer yet.</summary>
    public bool InFlight { get; set; }
}
