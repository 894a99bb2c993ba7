using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Observability;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow.Steps;

namespace OnboardingFlow.Core.Workflow;

/// <summary>What the steps of one run share. Everything in it is rebuilt by replay.</summary>
internal sealed class OnboardingRun
{
    private readonly Task<string?> _cancelled;

    public OnboardingRun(IOrchestrationContext context, OnboardingInput input, OnboardingMetrics metrics)
    {
        Context = context;
        Input = input;
        Progress = new Progress(context, input, metrics);
        Attempts = new Attempts(this);
        var continued = input.Continued;
        ContractIdAtStart = continued?.ContractIdAtStart;
        LastTokenExpiresAt = continued?.LastTokenExpiresAt ?? DateTimeOffset.MinValue;
        _cancelled = context.WaitForExternalEventAsync(ExternalEvents.Cancelled);
    }

    public IOrchestrationContext Context { get; }

    public OnboardingInput Input { get; }

    public Progress Progress { get; }

    public Attempts Attempts { get; }

    /// <summary>The person with a contract that the user query calls CONTRACTED and that is to be verified.</summary>
    public FaceUser? Signed { get; set; }

    /// <summary>A contract that was there before this run: its end is no news.</summary>
    public string? ContractIdAtStart { get; set; }

    /// <summary>End of the life of the newest token; nobody can sign a minute later.</summary>
    public DateTimeOffset LastTokenExpiresAt { get; set; }

    /// <summary>When the last token came; long ago after a continue-as-new. A request for a fresh one that comes at once after it asked for the same.</summary>
    public DateTimeOffset LastTokenIssuedAt { get; set; } = DateTimeOffset.MinValue;

    /// <summary>End of the wait for the signature, once it has begun: the same when the wait is taken up again.</summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>The wait with its one waiter for each event, once it has begun.</summary>
    public AwaitingContract? Wait { get; set; }

    /// <summary>Set once a cancellation is being carried out: what parks from then on waits for a retry only.</summary>
    public bool IsCancelling { get; set; }

    /// <summary>Completes when the provider cancels. One waiter for the whole execution.</summary>
    public Task<string?> Cancelled => _cancelled;

    public SealedRequestInput Request => new(Input.SealedRequest);

    /// <summary>
    /// An edge between two steps, before anybody could sign: here a cancellation takes effect at once. A contract from before this run is for
    /// verification, and a token that was issued for closing the wait.
    /// </summary>
    /// <exception cref="RunEndedException">The provider has cancelled.</exception>
    public void EndIfCancelledBeforeToken()
    {
        if (Cancelled.IsCompleted && Signed is null && LastTokenExpiresAt == DateTimeOffset.MinValue)
        {
            throw new RunEndedException(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest, "Cancelled before the person could sign.");
        }
    }

    /// <summary>A contract that was signed and ended between two looks.</summary>
    /// <exception cref="RunEndedException">It was, and it isn't the one from before this run.</exception>
    public void EndIfTerminatedByPerson(FaceUser user)
    {
        if (user.ContractState == ContractState.Terminated && user.ContractId != ContractIdAtStart)
        {
            throw new RunEndedException(
                OutcomeKind.Cancelled, OutcomeCodes.TerminatedByPerson, "The person signed and ended the contract again.");
        }
    }

    /// <summary>Asks WeChat Pay about the person.</summary>
    public Task<UserLook> FindUserAsync(SigningUrgency urgency) =>
        Attempts.CallAsync(ActivityCatalog.FindUser, new UserInput(Input.OrganizationId, Input.OutUserId, urgency));
}
