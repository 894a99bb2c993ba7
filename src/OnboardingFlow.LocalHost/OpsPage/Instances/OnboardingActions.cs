using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.OpsPage.Instances;

/// <summary>What an operator can do with one onboarding, as the API calls it.</summary>
internal static class OnboardingActions
{
    public const string Review = "review";
    public const string Cancel = "cancel";
    public const string Retry = "retry";
    public const string Suspend = "suspend";
    public const string Resume = "resume";
    public const string Terminate = "terminate";
    public const string RepaymentUrl = "repayment-url";
    public const string Purge = "purge";

    public static readonly IReadOnlyList<string> All = [Review, Retry, Cancel, Suspend, Resume, Terminate, RepaymentUrl, Purge];

    /// <summary>Whether it means something in this state. The operation itself looks again.</summary>
    public static bool Fits(string action, OnboardingState state)
    {
        var (running, status) = (state.Outcome is null, state.Snapshot.Status);
        return action switch
        {
            Review => running && state.Status.Step == OnboardingStep.AwaitingReview,
            Retry => status == RuntimeStatus.Failed || (running && state.Status.Step == OnboardingStep.NeedsAttention),
            Suspend => running && status != RuntimeStatus.Suspended,
            Resume => running && status == RuntimeStatus.Suspended,
            Cancel or Terminate => running,
            RepaymentUrl => state.Outcome?.Code == OutcomeCodes.RepaymentNeeded,
            Purge => !running,
            _ => false,
        };
    }

    /// <summary>What it does and can't be undone by, for whoever is about to confirm it. English.</summary>
    public static string Explain(string action) => action switch
    {
        Review => "The person's identity is approved and the onboarding goes on, or it ends Rejected.",
        Retry => "A parked run tries again at once; one that failed by a fault is rewound. Put the cause right first.",
        Cancel => "The run ends without a contract at the next step's edge. The person can't sign any more.",
        Suspend => "The run stands still until it is resumed. Events are kept for it; its deadline goes on.",
        Resume => "The run goes on where it was suspended.",
        Terminate => "The run ends at once, without looking whether the person has signed. Prefer cancelling.",
        RepaymentUrl => "WeChat Pay makes a link by which the person repays. It is shown once and kept nowhere: hand it to that person only.",
        Purge => "The personal data is erased and the onboarding disappears, with its timeline. This can't be undone.",
        _ => "",
    };

    /// <summary>The call of the API that does the same, for a shell. Address and key come from the environment, as for the <c>onboarding</c> command.</summary>
    public static string Curl(string action, string id)
    {
        const string Key = """-H "Authorization: Bearer $ONBOARDING_API_KEY" """;
        var address = $"\"$ONBOARDING_HOST/api/onboardings/{id}";
        return action switch
        {
            "" => $"curl -sS {Key}{address}\"",
            "timeline" => $"curl -sS {Key}{address}/timeline\"",
            Purge => $"curl -sS -X DELETE {Key}{address}\"",
            Review => $"curl -sS -X POST {Key}-H \"Content-Type: application/json\" -d '{{\"decision\":\"approve\"}}' {address}/review\"",
            Cancel => $"curl -sS -X POST {Key}-H \"Content-Type: application/json\" -d '{{\"terminate_contract\":false}}' {address}/cancel\"",
            _ => $"curl -sS -X POST {Key}{address}/{action}\"",
        };
    }
}
