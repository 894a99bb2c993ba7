using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>Asks WeChat Pay for a token with which the person signs.</summary>
internal static class Presigning
{
    /// <summary>The step itself.</summary>
    public static async Task RunAsync(OnboardingRun run)
    {
        await run.Progress.EnterAsync(OnboardingStep.Presigning);
        run.EndIfCancelledBeforeToken();
        await IssueTokenAsync(run);
    }

    /// <summary>Gets a token, the first or a fresh one. Afterwards either the token is shown or <see cref="OnboardingRun.Signed"/> is set.</summary>
    public static async Task IssueTokenAsync(OnboardingRun run)
    {
        var look = await run.Attempts.CallAsync(ActivityCatalog.Presign, run.Request, () => AskWhetherSignedAsync(run));
        if (run.Signed is not null)
        {
            return;
        }

        if (look.Refusal is { } refusal)
        {
            throw new RunEndedException(OutcomeKind.Rejected, refusal.Code, refusal.Message);
        }

        run.LastTokenExpiresAt = look.ExpiresAt!.Value;
        run.LastTokenIssuedAt = run.Context.CurrentUtc;
        var number = (run.Progress.Status.Token?.Number ?? 0) + 1;
        run.Progress.Show(run.Progress.Status with { Token = new IssuedToken(look.SealedToken!, look.ExpiresAt.Value, number) });
    }

    /// <summary>After an unknown result: a token can't be asked for again, but a contract would make another needless.</summary>
    private static async Task<PresignLook?> AskWhetherSignedAsync(OnboardingRun run)
    {
        var user = (await run.FindUserAsync(SigningUrgency.PersonWaiting)).User;
        if (user?.ContractState != ContractState.Contracted)
        {
            return null;
        }

        run.Signed = user;
        return new PresignLook(null, null, null);
    }
}
