using System.Diagnostics.CodeAnalysis;
using OnboardingFlow.WeChatPay.Sending;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>A verified answer of an endpoint: its value, or WeChat Pay's no (refused or not found).</summary>
internal readonly record struct ApiResult<T>(T? Value, ApiProblem? Problem)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;
}
