namespace OnboardingFlow.Emulators.WeChatPay.Persons;

/// <summary>How a person signs, for the control API.</summary>
/// <param name="Force">Without a live token too.</param>
/// <param name="Token">With this token; null: the newest live one.</param>
/// <param name="ContractMode">Another mode than the presigned one, to make a contract that doesn't match.</param>
/// <param name="Mchid">Another merchant, likewise.</param>
internal sealed record SignBody(bool Force = false, string? Token = null, string? ContractMode = null, string? Mchid = null);
