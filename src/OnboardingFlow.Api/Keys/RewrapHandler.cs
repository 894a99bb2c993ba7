using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Keys;

/// <summary><c>POST /api/keys/rewrap</c>.</summary>
public sealed class RewrapHandler(KeyRewrapping rewrapping, OperatorAudit audit, ILogger<RewrapHandler> logger)
{
    private const string Token = "continuation_token";
    private const int MaxTokenLength = 64;

    /// <summary>200 with what a step came to; 400; 503 when Key Vault or the store can't be had.</summary>
    public async Task<IResult> StepAsync(HttpContext context)
    {
        var after = context.Request.Query[Token];
        if (after.Count > 1 || after.ToString() is not { Length: <= MaxTokenLength } token || !token.All(char.IsAsciiLetterOrDigit))
        {
            return Problems.Invalid(Token, "isn't one that a step before gave");
        }

        var noted = new AuditOrder(ApiKeyGate.CallerOf(context) ?? "", "api", "keys/rewrap", token);
        var step = await audit.RunRewrapAsync(noted, () => rewrapping.StepAsync(token.Length == 0 ? null : token, context.RequestAborted), context.RequestAborted);
        Log.KeysRewrapped(logger, ApiKeyGate.CallerOf(context), step.Examined, step.Rewrapped, step.Failed);
        return Results.Json(new RewrapView(step.Examined, step.Rewrapped, step.Failed, step.Last), ApiJson.Default.RewrapView);
    }
}
