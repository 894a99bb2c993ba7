using System.Text.Json;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>
/// Waits for whichever comes first: a notification, a wish for a fresh token, a cancellation, the next poll, the deadline. A wake-up only makes us look;
/// nothing but the user query is believed.
/// </summary>
internal sealed class AwaitingContract
{
    // About 600 history events an execution: each look costs a timer, an activity and now and then an event.
    private const int LooksPerExecution = 100;

    private readonly OnboardingRun _run;
    private readonly DateTimeOffset _deadline;
    private Task<string?> _notified;
    private Task<string?> _tokenWanted;
    private int _polls;
    private int _looks;
    private double _stretch;
    private DateTimeOffset _nextPoll;

    private AwaitingContract(OnboardingRun run, DateTimeOffset deadline)
    {
        _run = run;
        _deadline = deadline;
        _polls = run.Input.Continued?.Polls ?? 0;
        _stretch = run.Input.Continued?.Stretch ?? 1;
        _nextPoll = run.Context.CurrentUtc + PollDistance();
        _notified = run.Context.WaitForExternalEventAsync(ExternalEvents.ContractChanged);
        _tokenWanted = run.Context.WaitForExternalEventAsync(ExternalEvents.TokenRequested);
    }

    private bool NothingToDo => !_tokenWanted.IsCompleted && !_notified.IsCompleted && !_run.Cancelled.IsCompleted;

    /// <summary>The step itself. On <see cref="WaitResult.Signed"/>, <see cref="OnboardingRun.Signed"/> is set.</summary>
    public static async Task<WaitResult> RunAsync(OnboardingRun run)
    {
        var continued = run.Input.Continued;
        var deadline = run.Deadline ??= continued?.Deadline ?? run.Context.CurrentUtc + run.Input.Settings.Deadline;
        if (run.Progress.Status.Step != OnboardingStep.AwaitingContract)
        {
            await run.Progress.EnterAsync(OnboardingStep.AwaitingContract, deadline);
        }

        run.Wait ??= new AwaitingContract(run, deadline);
        return await run.Wait.WaitAsync();
    }

    private async Task<WaitResult> WaitAsync()
    {
        while (true)
        {
            var polled = await WakeUpAsync();

            if (_run.Cancelled.IsCompleted || _run.Context.CurrentUtc >= _deadline)
            {
                await ClosingWait.RunAsync(_run);
                return WaitResult.Signed;
            }

            if (_tokenWanted.IsCompleted)
            {
                await FreshTokenAsync();
            }

            var notified = DrainNotifications();
            if (_run.Signed is not null || ((notified || polled) && await LookAsync(notified)))
            {
                return WaitResult.Signed;
            }

            if (_looks >= LooksPerExecution && NothingToDo)
            {
                await _run.Progress.RecordAsync();

                // Looked at again: an event that came meanwhile was given to its waiter, and a new execution would know nothing of it.
                if (NothingToDo)
                {
                    ContinueAsNew();
                    return WaitResult.ContinuesAsNew;
                }
            }
        }
    }

    /// <summary>Sleeps until something happens. True when it is time to poll.</summary>
    private async Task<bool> WakeUpAsync()
    {
        var until = _nextPoll < _deadline ? _nextPoll : _deadline;
        using var awake = new CancellationTokenSource();
        var timer = _run.Context.CreateTimerAsync(until, awake.Token);
        await Task.WhenAny(_notified, _tokenWanted, _run.Cancelled, timer);
        var polled = timer.IsCompleted;
        awake.Cancel();
        return polled;
    }

    /// <summary>Takes every notification that lies there: they all ask for the same one look.</summary>
    private bool DrainNotifications()
    {
        var any = false;
        while (_notified.IsCompleted)
        {
            any = true;
            _notified = _run.Context.WaitForExternalEventAsync(ExternalEvents.ContractChanged);
        }

        if (any)
        {
            _run.Progress.Note("event", ExternalEvents.ContractChanged, 1, null, "ok", null);
        }

        return any;
    }

    private async Task FreshTokenAsync()
    {
        while (_tokenWanted.IsCompleted)
        {
            _tokenWanted = _run.Context.WaitForExternalEventAsync(ExternalEvents.TokenRequested);
        }

        // Two hosts may have asked for one caller.
        if (_run.Context.CurrentUtc - _run.LastTokenIssuedAt >= IssuedToken.SameFor)
        {
            _run.Progress.Note("event", ExternalEvents.TokenRequested, 1, null, "ok", null);
            await Presigning.IssueTokenAsync(_run);
            await _run.Progress.RecordAsync();
        }
    }

    /// <summary>Asks the user query. True when the person has signed.</summary>
    private async Task<bool> LookAsync(bool personWaits)
    {
        _looks++;
        _polls++;
        var urgency = personWaits ? SigningUrgency.PersonWaiting : SigningUrgency.Poll;
        var look = await _run.Attempts.TryOnceAsync(
            ActivityCatalog.FindUser, new UserInput(_run.Input.OrganizationId, _run.Input.OutUserId, urgency, _stretch));

        // A look that failed may have found no place in the budget: the next is put off as far as it was itself.
        _stretch = Math.Max(1, look?.PollStretch ?? _stretch);
        _nextPoll = _run.Context.CurrentUtc + PollDistance();
        if (look?.User is not { } user)
        {
            return false;
        }

        if (user.ContractState == ContractState.Contracted)
        {
            _run.Signed = user;
            return true;
        }

        _run.EndIfTerminatedByPerson(user);
        return false;
    }

    /// <summary>30 s growing by half each time to 1 h (as configured), further when the signing budget is short.</summary>
    private TimeSpan PollDistance()
    {
        var settings = _run.Input.Settings;
        var growing = settings.PollMin * Math.Pow(1.5, Math.Min(_polls, 30));
        return (growing < settings.PollMax ? growing : settings.PollMax) * _stretch;
    }

    private void ContinueAsNew()
    {
        var state = new WaitState(
            _run.Progress.Status, _run.Progress.Entries, _deadline, _run.LastTokenExpiresAt, _polls, _run.ContractIdAtStart, _stretch);
        _run.Context.ContinueAsNew(
            JsonSerializer.Serialize(_run.Input with { Continued = state }, WorkflowJson.Default.OnboardingInput));
    }
}
