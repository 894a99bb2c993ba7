using System.Text.Json;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Observability;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Workflow;

/// <summary>Shows where a run stands: in the custom status at once, in the read model (with the timeline) by an activity at each step.</summary>
internal sealed class Progress
{
    // The read model is ours: it comes back. Until then the run waits rather than going on unseen.
    private static readonly RetryPolicy _indexRetry = new(1000, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(5));

    private readonly IOrchestrationContext _context;
    private readonly OnboardingInput _input;
    private readonly OnboardingMetrics _metrics;
    private readonly List<TimelineEntry> _unrecorded = [];
    private int _recorded;

    public Progress(IOrchestrationContext context, OnboardingInput input, OnboardingMetrics metrics)
    {
        _context = context;
        _input = input;
        _metrics = metrics;
        _recorded = input.Continued?.Entries ?? 0;
        Status = input.Continued?.Status
            ?? new OnboardingStatus(input.Run, input.Nonce, input.Fingerprint, OnboardingStep.Accepted, input.AcceptedAt, 1);
        Show(Status);
        if (input.Continued is null)
        {
            _unrecorded.Add(new TimelineEntry(input.Run, input.AcceptedAt, "step", nameof(OnboardingStep.Accepted), 1, null, "ok", null));
            Measure(metrics => metrics.Started());
        }
    }

    public OnboardingStatus Status { get; private set; }

    /// <summary>Timeline entries of this run so far.</summary>
    public int Entries => _recorded + _unrecorded.Count;

    /// <summary>Begins a step: shown and recorded.</summary>
    public Task EnterAsync(OnboardingStep step, DateTimeOffset? waitingUntil = null)
    {
        Enter(step, waitingUntil);
        return RecordAsync();
    }

    /// <summary>Begins a step that waits for nothing: shown, and recorded with the next <see cref="RecordAsync"/>.</summary>
    public void Enter(OnboardingStep step, DateTimeOffset? waitingUntil = null)
    {
        Show(Status with { Step = step, StepSince = _context.CurrentUtc, Attempt = 1, WaitingUntil = waitingUntil, Attention = null });
        Note("step", step.ToString(), 1, null, "ok", null);
    }

    /// <summary>Shows a changed status.</summary>
    public void Show(OnboardingStatus status)
    {
        if ((status.Step, status.StepSince) != (Status.Step, Status.StepSince))
        {
            MeasureStepLeft();
        }

        Status = status;
        _context.SetCustomStatus(JsonSerializer.Serialize(status, WorkflowJson.Default.OnboardingStatus));
    }

    /// <summary>Adds a line to the timeline; recorded with the next <see cref="RecordAsync"/>.</summary>
    public void Note(string kind, string name, int attempt, TimeSpan? duration, string result, string? code) =>
        _unrecorded.Add(new TimelineEntry(
            _input.Run, _context.CurrentUtc, kind, name, attempt, (long?)duration?.TotalMilliseconds, result, code));

    /// <summary>Counts, but for replays.</summary>
    public void Measure(Action<OnboardingMetrics> count)
    {
        if (!_context.IsReplaying)
        {
            count(_metrics);
        }
    }

    /// <summary>Notes, counts and records the end.</summary>
    public Task EndAsync(Outcome outcome)
    {
        var took = outcome.EndedAt - _input.AcceptedAt;
        Note("outcome", outcome.Kind.ToString(), 1, took, "ok", outcome.Code);
        MeasureStepLeft();
        Measure(metrics => metrics.Ended(outcome.Kind, outcome.Code, took));
        return WriteAsync(outcome);
    }

    /// <summary>Writes the read model.</summary>
    public Task RecordAsync() => WriteAsync(null);

    private async Task WriteAsync(Outcome? outcome)
    {
        var update = new IndexUpdate(Summary(outcome), _recorded, [.. _unrecorded]);
        _recorded += _unrecorded.Count;
        _unrecorded.Clear();
        await _context.CallAsync(ActivityCatalog.RecordProgress, update, _indexRetry);
    }

    private void MeasureStepLeft()
    {
        var (step, spent) = (Status.Step, _context.CurrentUtc - Status.StepSince);
        Measure(metrics => metrics.StepLeft(step, spent));
    }

    private OnboardingSummary Summary(Outcome? outcome) => new(
        _context.InstanceId,
        _input.Run,
        _input.OrganizationId,
        _input.OutUserId,
        _input.BankType,
        Status.Step,
        Status.StepSince,
        Status.Attempt,
        Status.WaitingUntil,
        outcome,
        _input.AcceptedAt,
        _context.CurrentUtc);
}
