using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;

namespace OnboardingFlow.Benchmarks.Capacity;

/// <summary>
/// One day in virtual time, on the real signing budget: people who wait are polled each hour, and 20,000 more start within the hour from noon and sign soon after.
/// A call to WeChat Pay takes 0.1 s beyond its wait for the budget.
/// </summary>
internal sealed class Day(int waiting, int starts, bool notifications)
{
    public const double OperationsPerSecond = 300;
    private const int Organizations = 200;
    private const double PollGrowth = 1.5;
    private static readonly TimeSpan Length = TimeSpan.FromDays(1);
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);
    private static readonly TimeSpan Rush = TimeSpan.FromHours(1);
    private static readonly TimeSpan Call = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan PollMin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollMax = TimeSpan.FromHours(1);

    private readonly VirtualTime _time = new();
    private readonly Continuations _continuations = new();
    private readonly PriorityQueue<int, TimeSpan> _polls = new();
    private readonly PriorityQueue<Action, TimeSpan> _events = new();
    private readonly Random _random = new(20260901); // The same day each time.
    private readonly string[] _organizations = [.. Enumerable.Range(0, Organizations).Select(number => $"O{number}")];
    private readonly double[] _stretches = new double[waiting]; // How far each one's next poll has been put off.
    private readonly int[] _perSecond = new int[(int)Length.TotalSeconds + 1];
    private readonly List<double> _signedToCompleted = [];
    private readonly List<double> _peopleWaited = [];
    private double _mostStretch = 1;
    private readonly List<Task> _onboardings = [];

    public DayResult Run(CancellationToken cancellationToken)
    {
        using var budget = new SigningBudget(Options.Create(new BudgetOptions { OperationsPerSecond = OperationsPerSecond }), _time);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_continuations);
        try
        {
            Plan(budget);
            for (var next = Next(); next < Length; next = Next())
            {
                cancellationToken.ThrowIfCancellationRequested();
                _time.MoveTo(next);
                Step(budget);
                _continuations.RunAll();
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        if (_onboardings.Find(onboarding => onboarding.IsFaulted) is { } failed)
        {
            throw new InvalidOperationException("A person's onboarding failed for want of budget.", failed.Exception);
        }

        return DayResult.Of(_perSecond, _signedToCompleted, starts, _peopleWaited, _mostStretch);
    }

    private void Plan(SigningBudget budget)
    {
        for (var person = 0; person < waiting; person++)
        {
            _stretches[person] = 1;
            _polls.Enqueue(person, PollMax * _random.NextDouble());
        }

        for (var number = 0; number < starts; number++)
        {
            var organization = _organizations[_random.Next(Organizations)];
            _events.Enqueue(() => _onboardings.Add(OnboardAsync(budget, organization)), Noon + (Rush * _random.NextDouble()));
        }
    }

    private TimeSpan Next()
    {
        var next = _time.NextTimer;
        next = _polls.TryPeek(out _, out var poll) && poll < next ? poll : next;
        return _events.TryPeek(out _, out var other) && other < next ? other : next;
    }

    private void Step(SigningBudget budget)
    {
        if (_time.NextTimer <= _time.Now)
        {
            _time.FireTimer();
        }
        else if (_events.TryPeek(out var happens, out var at) && at <= _time.Now)
        {
            _events.Dequeue();
            happens();
        }
        else
        {
            _ = PollWaitingAsync(budget, _polls.Dequeue());
        }
    }

    private async Task PollWaitingAsync(SigningBudget budget, int person)
    {
        var organization = _organizations[person % Organizations];
        budget.CountPoll(organization, _stretches[person]);
        if (await TryOperationAsync(budget, new SigningClass(SigningUrgency.Poll, organization)))
        {
            _stretches[person] = Stretch(budget, organization);
        }

        _polls.Enqueue(person, _time.Now + Call + (PollMax * _stretches[person]));
    }

    /// <summary>The user and the presign; then the person signs, and a look and the contract complete it.</summary>
    private async Task OnboardAsync(SigningBudget budget, string organization)
    {
        var person = new SigningClass(SigningUrgency.PersonWaiting, organization);
        await CallAsync(budget, person);
        await CallAsync(budget, person);
        var presigned = _time.Now;
        var signed = presigned + TimeSpan.FromMinutes(0.5 + (4 * _random.NextDouble())); // Within the token's five minutes.
        if (notifications)
        {
            await UntilAsync(signed + TimeSpan.FromSeconds(1));
            await CallAsync(budget, person);
        }
        else
        {
            await PollUntilAsync(budget, signed, organization);
        }

        await CallAsync(budget, person);
        _signedToCompleted.Add((_time.Now - signed).TotalSeconds);
    }

    private async Task PollUntilAsync(SigningBudget budget, TimeSpan signed, string organization)
    {
        var distance = PollMin;
        var stretch = 1.0;
        bool looked;
        do
        {
            await UntilAsync(_time.Now + (distance * stretch));
            budget.CountPoll(organization, stretch);
            looked = await TryOperationAsync(budget, new SigningClass(SigningUrgency.Poll, organization));
            stretch = looked ? Stretch(budget, organization) : stretch;
            distance = distance * PollGrowth < PollMax ? distance * PollGrowth : PollMax;
        }
        while (!looked || _time.Now < signed);
        await UntilAsync(_time.Now + Call);
    }

    private double Stretch(SigningBudget budget, string organization)
    {
        var stretch = budget.PollStretch(organization);
        _mostStretch = Math.Max(_mostStretch, stretch);
        return stretch;
    }

    // When too many wait already, the workflow looks again at the next poll.
    private async Task<bool> TryOperationAsync(SigningBudget budget, SigningClass who)
    {
        try
        {
            await OperationAsync(budget, who);
            return true;
        }
        catch (ActivityException full) when (full.ErrorType == ErrorTypes.Transient)
        {
            return false;
        }
    }

    private async Task CallAsync(SigningBudget budget, SigningClass who)
    {
        var asked = _time.Now;
        await OperationAsync(budget, who);
        _peopleWaited.Add((_time.Now - asked).TotalSeconds);
        await UntilAsync(_time.Now + Call);
    }

    private async ValueTask OperationAsync(SigningBudget budget, SigningClass who)
    {
        await budget.AcquireAsync(who, CancellationToken.None);
        _perSecond[(int)_time.Now.TotalSeconds]++;
    }

    private Task UntilAsync(TimeSpan time)
    {
        var reached = new TaskCompletionSource();
        _events.Enqueue(reached.SetResult, time);
        return reached.Task;
    }
}
