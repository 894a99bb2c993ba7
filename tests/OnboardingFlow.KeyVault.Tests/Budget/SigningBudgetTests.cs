using CsCheck;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;

namespace OnboardingFlow.KeyVault.Tests.Budget;

public sealed class SigningBudgetTests
{
    private const double Rate = 100;

    private static readonly SigningClass Person = new(SigningUrgency.PersonWaiting, "O1");
    private static readonly SigningClass Poll = new(SigningUrgency.Poll, "O1");

    // Only against hanging when an operation is never given out.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void A_second_s_worth_goes_at_once_and_the_rest_at_the_rate()
    {
        using var budget = Budget();

        var tasks = Ask(budget, Person, 250);

        Assert.Equal(150, budget.Waiting(SigningUrgency.PersonWaiting));
        Assert.Equal(100, tasks.Count(task => task.IsCompleted));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(50, budget.Waiting(SigningUrgency.PersonWaiting));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(0, budget.Waiting(SigningUrgency.PersonWaiting));
    }

    [Fact]
    public async Task Who_waits_is_let_through()
    {
        using var budget = Budget();
        var tasks = Ask(budget, Poll, 130);

        _time.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(tasks).WaitAsync(Patience, Cancelled);
    }

    [Fact]
    public void In_no_stretch_of_time_is_more_given_out_than_the_rate_and_one_burst() => Gen.Select(
        Gen.Double[1, 500], Gen.Select(Gen.Int[0, 60], Gen.Int[0, 900], Gen.Bool).Array[1, 40]).Sample((rate, steps) =>
    {
        var time = new FakeTimeProvider();
        using var budget = Budget(rate, time);
        var start = time.GetUtcNow();
        var asked = 0;
        List<(double At, int Given)> history = [(0, 0)];
        foreach (var (count, milliseconds, throttled) in steps)
        {
            _ = Ask(budget, Person, count);
            asked += count;
            if (throttled && milliseconds % 7 == 0)
            {
                budget.Throttled(TimeSpan.FromMilliseconds(milliseconds));
            }

            time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            history.Add(((time.GetUtcNow() - start).TotalSeconds, asked - budget.Waiting(SigningUrgency.PersonWaiting)));
        }

        foreach (var (from, givenThen) in history)
        {
            foreach (var (to, given) in history.Where(point => point.At >= from))
            {
                Assert.True(given - givenThen <= (rate * (to - from)) + Math.Max(1, rate) + 1e-6);
            }
        }
    });

    [Fact]
    public void A_person_overtakes_every_poll_that_waits()
    {
        using var budget = Budget();
        _ = Ask(budget, Poll, 150);

        _ = Ask(budget, Person, 10);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(0, budget.Waiting(SigningUrgency.PersonWaiting));
        Assert.Equal(50, budget.Waiting(SigningUrgency.Poll));
    }

    [Fact]
    public async Task One_person_of_a_small_school_doesn_t_wait_for_a_big_one()
    {
        using var budget = Budget();
        _ = Ask(budget, Person, 1100);

        var small = Ask(budget, Person with { OrganizationId = "O2" }, 1).Single();
        _time.Advance(TimeSpan.FromMilliseconds(20));

        Assert.Equal(999, budget.Waiting(SigningUrgency.PersonWaiting));
        await small.WaitAsync(Patience, Cancelled);
    }

    [Fact]
    public async Task Beyond_the_queue_s_limit_the_caller_is_told_to_come_back()
    {
        using var budget = Budget();
        _ = Ask(budget, Poll, (int)Rate + SigningBudget.QueueLimit);

        var fault = await Assert.ThrowsAsync<ActivityException>(async () => await budget.AcquireAsync(Poll, Cancelled));

        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
        Assert.False(Ask(budget, Person, 1).Single().IsFaulted);
    }

    [Fact]
    public async Task Who_gives_up_takes_nothing_with_them()
    {
        using var budget = Budget();
        using var impatient = new CancellationTokenSource();
        _ = Ask(budget, Person, (int)Rate);
        var given = budget.AcquireAsync(Person, impatient.Token).AsTask();
        var next = Ask(budget, Person, 1).Single();

        await impatient.CancelAsync();
        _time.Advance(TimeSpan.FromMilliseconds(10));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await next.WaitAsync(Patience, Cancelled);
    }

    [Fact]
    public void A_throttled_vault_is_left_alone_for_as_long_as_it_asked()
    {
        using var budget = Budget();

        budget.Throttled(TimeSpan.FromSeconds(7));
        _ = Ask(budget, Person, 10);

        _time.Advance(TimeSpan.FromSeconds(6.99));
        Assert.Equal(10, budget.Waiting(SigningUrgency.PersonWaiting));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, budget.Waiting(SigningUrgency.PersonWaiting));
    }

    [Fact]
    public void An_absurd_Retry_After_stops_the_process_for_a_minute_at_most()
    {
        using var budget = Budget();

        budget.Throttled(TimeSpan.FromDays(1));
        _ = Ask(budget, Person, 1);

        _time.Advance(SigningBudget.LongestPause + TimeSpan.FromSeconds(1));
        Assert.Equal(0, budget.Waiting(SigningUrgency.PersonWaiting));
    }

    [Fact]
    public void Throttling_halves_the_rate_and_it_comes_back_steadily()
    {
        using var budget = Budget();

        budget.Throttled(TimeSpan.Zero);

        Assert.Equal(Rate / 2, budget.OperationsPerSecond, 6);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(Rate * 0.7, budget.OperationsPerSecond, 6);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(Rate, budget.OperationsPerSecond, 6);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Rate, budget.OperationsPerSecond, 6);
    }

    [Fact]
    public void Many_429s_to_what_was_already_on_its_way_count_once_and_never_stop_it_for_good()
    {
        using var budget = Budget();

        for (var answer = 0; answer < 50; answer++)
        {
            budget.Throttled(TimeSpan.Zero);
        }

        Assert.Equal(Rate / 2, budget.OperationsPerSecond, 6);
        for (var answer = 0; answer < 50; answer++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            budget.Throttled(TimeSpan.Zero);
        }

        Assert.Equal(Rate / 10, budget.OperationsPerSecond, 6);
    }

    private static List<Task> Ask(SigningBudget budget, SigningClass who, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => budget.AcquireAsync(who, Cancelled).AsTask())];

    private SigningBudget Budget() => Budget(Rate, _time);

    private static SigningBudget Budget(double rate, FakeTimeProvider time) =>
        new(Options.Create(new BudgetOptions { OperationsPerSecond = rate }), time);
}
