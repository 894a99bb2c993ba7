using OnboardingFlow.WeChatPay.Signatures;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>Verifies an answer over its raw bytes.</summary>
/// <param name="headers">Its signature.</param>
/// <param name="body">Its raw body.</param>
/// <param name="cancellationToken">Cancels the fetch of keys.</param>
internal delegate ValueTask<SignatureVerdict> AnswerVerification(SignatureHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
