using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Auditing;

/// <summary>Carries out what an operator orders, noted before and after. What can't be noted isn't done.</summary>
public sealed class OperatorAudit(IAuditTrail trail)
{
    /// <summary>An operation on one onboarding.</summary>
    public Task<OperationAnswer> RunAsync(AuditOrder order, Func<Task<OperationAnswer>> act, CancellationToken cancellationToken) => RunAsync(
        order, act, ResultOf, cancellationToken);

    /// <summary>A wish for a repayment link. The link itself isn't noted.</summary>
    public Task<RepaymentAnswer> RunRepaymentAsync(AuditOrder order, Func<Task<RepaymentAnswer>> act, CancellationToken cancellationToken) => RunAsync(
        order, act, answer => ResultOf(answer.Operation), cancellationToken);

    /// <summary>An operation in bulk.</summary>
    public Task<BulkAnswer> RunBulkAsync(AuditOrder order, bool dryRun, Func<Task<BulkAnswer>> act, CancellationToken cancellationToken) => RunAsync(
        order,
        act,
        answer => new AuditResult(dryRun ? "dry_run" : "done") { Counts = (answer.Matched, answer.Done, answer.Refused) },
        cancellationToken);

    /// <summary>A requeue of a poison message.</summary>
    public Task<(RequeueResult? Result, IReadOnlyList<FieldError> Errors)> RunRequeueAsync(
        AuditOrder order, Func<Task<(RequeueResult? Result, IReadOnlyList<FieldError> Errors)>> act, CancellationToken cancellationToken) => RunAsync(
            order,
            act,
            answer => answer.Result switch
            {
                RequeueResult.Done => new("done"),
                RequeueResult.NotFound => new("not_found"),
                RequeueResult.NeedsRepair => new("refused", "needs_repair"),
                _ => new AuditResult("refused", "invalid"),
            },
            cancellationToken);

    /// <summary>Removing a poison message.</summary>
    public Task<bool> RunDiscardAsync(AuditOrder order, Func<Task<bool>> act, CancellationToken cancellationToken) =>
        RunAsync(order, act, found => new AuditResult(found ? "done" : "not_found"), cancellationToken);

    /// <summary>A step of rewrapping data keys.</summary>
    public Task<RewrapStep> RunRewrapAsync(AuditOrder order, Func<Task<RewrapStep>> act, CancellationToken cancellationToken) =>
        RunAsync(order, act, step => new AuditResult("done") { Counts = (step.Examined, step.Rewrapped, step.Failed) }, cancellationToken);

    /// <summary>Something that has no other effect than to be known, as signing in.</summary>
    public async Task NoteAsync(AuditOrder order, CancellationToken cancellationToken) =>
        await trail.EndAsync(await trail.BeginAsync(order, cancellationToken), new AuditResult("done"), cancellationToken);

    private static AuditResult ResultOf(OperationAnswer answer) => new(
        answer.Verdict switch { OperationVerdict.Done => "done", OperationVerdict.NotFound => "not_found", _ => "refused" }, answer.Code);

    private async Task<T> RunAsync<T>(AuditOrder order, Func<Task<T>> act, Func<T, AuditResult> tell, CancellationToken cancellationToken)
    {
        var number = await trail.BeginAsync(order, cancellationToken);
        var result = AuditResult.Fault;
        try
        {
            var answer = await act();
            result = tell(answer);
            return answer;
        }
        finally
        {
            // How it went is noted also for a caller who is gone.
            await trail.EndAsync(number, result, CancellationToken.None);
        }
    }
}
