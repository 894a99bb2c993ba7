using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Activities;

/// <summary>Every activity that the workflows call. Names are in histories: never change or reuse one.</summary>
public static class ActivityCatalog
{
    private static WorkflowJson Json => WorkflowJson.Default;

    /// <summary>Offline identity checks of the request.</summary>
    public static ActivityDefinition<SealedRequestInput, CheckVerdict> CheckRequest { get; } =
        new("CheckRequest", Json.SealedRequestInput, Json.CheckVerdict);

    /// <summary>The organization exists and has the name that was given.</summary>
    public static ActivityDefinition<SealedRequestInput, CheckVerdict> CheckOrganization { get; } =
        new("CheckOrganization", Json.SealedRequestInput, Json.CheckVerdict);

    /// <summary>What WeChat Pay knows of the person.</summary>
    public static ActivityDefinition<UserInput, UserLook> FindUser { get; } = new("FindUser", Json.UserInput, Json.UserLook);

    /// <summary>The external verifier's verdict.</summary>
    public static ActivityDefinition<SealedRequestInput, IdentityVerdict> VerifyIdentity { get; } =
        new("VerifyIdentity", Json.SealedRequestInput, Json.IdentityVerdict);

    /// <summary>Asks WeChat Pay for a presign token.</summary>
    public static ActivityDefinition<SealedRequestInput, PresignLook> Presign { get; } = new("Presign", Json.SealedRequestInput, Json.PresignLook);

    /// <summary>Compares a contract with the request.</summary>
    public static ActivityDefinition<VerifyContractInput, ContractVerdict> VerifyContract { get; } =
        new("VerifyContract", Json.VerifyContractInput, Json.ContractVerdict);

    /// <summary>Ends the person's contract.</summary>
    public static ActivityDefinition<TerminateContractInput, TerminateResult> TerminateContract { get; } =
        new("TerminateContract", Json.TerminateContractInput, Json.TerminateResult);

    /// <summary>Writes the read model.</summary>
    public static ActivityDefinition<IndexUpdate, Done> RecordProgress { get; } = new("RecordProgress", Json.IndexUpdate, Json.Done);

    /// <summary>Delivers one event by one channel, once.</summary>
    public static ActivityDefinition<DeliverEventInput, Done> DeliverEvent { get; } = new("DeliverEvent", Json.DeliverEventInput, Json.Done);

    /// <summary>Reads how a run ended, for a delivery that was started before the end.</summary>
    public static ActivityDefinition<EndOfRunInput, PublishedEvent> ReadEnd { get; } = new("ReadEnd", Json.EndOfRunInput, Json.PublishedEvent);
}
