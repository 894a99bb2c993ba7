using System.Text;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Activities;

/// <summary>Asks for a presign token and seals it with the onboarding's data key, so that history never holds it in clear.</summary>
internal sealed class PresignActivity(RequestOpener opener, IWeChatPay weChatPay, Sealer sealer)
{
    public async Task<PresignLook> RunAsync(ActivityContext context, SealedRequestInput input, CancellationToken cancellationToken)
    {
        var request = await opener.OpenAsync(context.InstanceId, input.SealedRequest, cancellationToken);
        var result = await weChatPay.PresignAsync(request.Presign, cancellationToken);
        if (result.Token is not { } token)
        {
            return new PresignLook(null, null, result.Refusal);
        }

        var envelope = await sealer.SealAsync(
            Sealer.KeyIdOf(input.SealedRequest),
            context.InstanceId,
            SealPurposes.PresignToken,
            Encoding.UTF8.GetBytes(token.Reveal()),
            cancellationToken);
        return new PresignLook(envelope, result.ExpiresAt, null);
    }
}
