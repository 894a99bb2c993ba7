namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>An answer whose signature holds: a fact.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The raw body.</param>
/// <param name="RequestId">WeChat Pay's id of the call, for support.</param>
/// <param name="Problem">For an error answer: not found, or refused.</param>
internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, string? RequestId, ApiProblem? Problem = null);
