using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>Changes of a person's data at WeChat Pay; what is null stays as it is.</summary>
internal sealed record UserPatch(
    Sensitive? UserName = null,
    Sensitive? Phone = null,
    UserType? UserType = null,
    string? ClassName = null,
    string? Occupation = null,
    bool? Enabled = null);
