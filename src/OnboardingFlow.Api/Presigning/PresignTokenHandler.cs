using Microsoft.AspNetCore.Http;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Core.Operations;

namespace OnboardingFlow.Api.Presigning;

/// <summary><c>POST /api/onboardings/{id}/presign-token</c>.</summary>
public sealed class PresignTokenHandler(PresignTokens tokens)
{
    /// <summary>200 with a live token; 409 <c>not_yet</c> (with Retry-After), <c>ending</c> or <c>ended</c>; 404.</summary>
    public async Task<IResult> GetAsync(HttpContext context, string id)
    {
        var answer = await tokens.GetAsync(id, context.RequestAborted);
        return answer.Verdict switch
        {
            PresignTokenVerdict.Issued => Issued(answer),
            PresignTokenVerdict.NotFound => Problems.OnboardingNotFound(),
            PresignTokenVerdict.NotYet => Problems.RetryAfter(answer.RetryAfter, Refused("not_yet")),
            PresignTokenVerdict.Ending => Refused("ending"),
            PresignTokenVerdict.Ended => Refused("ended"),
            _ => throw new InvalidOperationException($"Unknown verdict {answer.Verdict}."),
        };

        IResult Refused(string code) => Problems.Conflict(code, answer.Message ?? "", OnboardingLinks.SelfOf(id));
    }

    private static IResult Issued(PresignTokenAnswer answer)
    {
        var (miniProgram, missing) = MiniProgram.For(answer.Request!, answer.Token!);
        return Results.Json(new PresignTokenView(answer.Token!.Reveal(), answer.ExpiresAt, miniProgram, missing), ApiJson.Default.PresignTokenView);
    }
}
