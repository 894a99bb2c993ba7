using System.Text.Json;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Workflow;

/// <summary>Reads what an onboarding's instance holds.</summary>
public static class OnboardingInstance
{
    /// <summary>The outcome, also of an instance that its own code didn't end; null while it runs.</summary>
    public static Outcome? OutcomeOf(InstanceSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Status switch
        {
            RuntimeStatus.Completed => JsonSerializer.Deserialize(snapshot.Output!, WorkflowJson.Default.Outcome),
            RuntimeStatus.Terminated => new Outcome(
                OutcomeKind.Terminated, OutcomeCodes.TerminatedByOperator, "Terminated by an operator.", snapshot.UpdatedAt, null),
            RuntimeStatus.Failed => new Outcome(
                OutcomeKind.Failed, OutcomeCodes.UnhandledFault, snapshot.Failure?.ErrorType, snapshot.UpdatedAt, null),
            _ => null,
        };
    }

    /// <summary>The input that an onboarding's instance was started with.</summary>
    public static OnboardingInput InputOf(InstanceSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return JsonSerializer.Deserialize(snapshot.Input!, WorkflowJson.Default.OnboardingInput)!;
    }

    /// <summary>The custom status, or what it will be at first while the instance hasn't run yet.</summary>
    public static OnboardingStatus StatusOf(InstanceSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.CustomStatus is { } json)
        {
            return JsonSerializer.Deserialize(json, WorkflowJson.Default.OnboardingStatus)!;
        }

        var input = InputOf(snapshot);
        return new OnboardingStatus(input.Run, input.Nonce, input.Fingerprint, OnboardingStep.Accepted, input.AcceptedAt, 1);
    }
}
