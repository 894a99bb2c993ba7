namespace OnboardingFlow.Emulators.WeChatPay.Control;

/// <summary>A person as the control API takes them; what is left out stays, or gets its default.</summary>
internal sealed record UserBody(
    string? UserName = null,
    string? UserType = null,
    string? Status = null,
    string? ClassName = null,
    string? Occupation = null,
    bool? InDebt = null,
    bool? FaceImageOk = null,
    bool? FaceCollectionRequired = null);
