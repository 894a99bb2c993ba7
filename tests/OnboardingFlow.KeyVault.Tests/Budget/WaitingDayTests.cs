using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;

namespace OnboardingFlow.KeyVault.Tests.Budget;

/// <summary>Days in virtual time with as many waiting for each operation a second as 1,000,000 are for 300 (the benchmark <c>capacity</c> has them all).</summary>
public sealed class WaitingDayTests
{
    private const double Rate = 6;
    private const int Waiting = 20_000;
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new();
    private readonly PriorityQueue<(string Organization, double StretchedBy), TimeSpan> _polls = new();
    private readonly List<(TimeSpan At, double Stretch)> _stretches = [];
    private readonly int[] _perHour = new int[24];
    private int _mostWaiting;

    [Theory]
    [InlineData(1, 1.0)] // A million, from the first day on.
    [InlineData(1, 1.32)] // A million, after a restart in the middle of stretched polls.
    [InlineData(2, 2.65)] // Two million, after a restart.
    public void However_many_wait_the_stretch_settles_and_no_poll_queues(int times, double stretchedBefore)
    {
        PlanWaiting(times * Waiting, stretchedBefore, "O1", "O2", "O3");

        Run(TimeSpan.FromHours(24));

        Assert.True(_mostWaiting <= 60 * Rate, $"{_mostWaiting} polls waited at once.");
        var right = 1.32 * times;
        AssertStretches(TimeSpan.Zero, 1, 1.2 * right);
        AssertStretches(TimeSpan.FromHours(3), 0.8 * right, 1.2 * right);
        AssertStretches(TimeSpan.FromHours(12), 0.95 * right, 1.05 * right);
        Assert.All(_perHour.Skip(6).Take(18), count => Assert.InRange(count, 3600 * Rate * 0.66, 3600 * Rate * 0.74));
    }

    [Fact]
    public void A_school_of_thirty_is_polled_in_time_beside_a_million_of_another()
    {
        PlanWaiting(Waiting, 1, "big");
        PlanWaiting(30, 1, "small");

        Run(TimeSpan.FromHours(12), "small");

        Assert.All(_stretches, stretch => Assert.Equal(1, stretch.Stretch));
    }

    [Fact]
    public void After_an_outage_of_hours_those_overdue_are_looked_at_and_the_stretch_settles_again()
    {
        // All came due while nothing ran: they come as fast as the host takes them up, and those who find no place come again.
        for (var person = 0; person < Waiting; person++)
        {
            _polls.Enqueue(("O1", 1), TimeSpan.FromSeconds(person / (3 * Rate)));
        }

        Run(TimeSpan.FromHours(24));

        Assert.Equal(SigningBudget.QueueLimit, _mostWaiting);
        AssertStretches(TimeSpan.FromHours(16), 1.2, 1.5);
        Assert.All(_perHour.Skip(18), count => Assert.InRange(count, 3600 * Rate * 0.6, 3600 * Rate * 0.8));
    }

    private void PlanWaiting(int count, double stretched, params string[] organizations)
    {
        for (var person = 0; person < count; person++)
        {
            _polls.Enqueue((organizations[person % organizations.Length], stretched), Hourly * (stretched * person / count));
        }
    }

    private void Run(TimeSpan length, string? watched = null)
    {
        using var budget = new SigningBudget(Options.Create(new BudgetOptions { OperationsPerSecond = Rate }), _time);
        var now = TimeSpan.Zero;
        while (_polls.TryDequeue(out var poll, out var due) && due < length)
        {
            _time.Advance(due > now ? due - now : TimeSpan.Zero);
            now = due > now ? due : now;
            budget.CountPoll(poll.Organization, poll.StretchedBy);
            var stretch = FindsPlace(budget, poll.Organization) ? budget.PollStretch(poll.Organization) : poll.StretchedBy;
            _mostWaiting = Math.Max(_mostWaiting, budget.Waiting(SigningUrgency.Poll));
            _perHour[(int)now.TotalHours]++;
            if (watched is null || watched == poll.Organization)
            {
                _stretches.Add((now, stretch));
            }

            _polls.Enqueue((poll.Organization, stretch), now + (Hourly * stretch));
        }
    }

    private void AssertStretches(TimeSpan after, double least, double most)
    {
        var stretches = _stretches.Where(stretch => stretch.At > after).Select(stretch => stretch.Stretch).ToList();
        Assert.InRange(stretches.Min(), least, most);
        Assert.InRange(stretches.Max(), least, most);
    }

    private static bool FindsPlace(SigningBudget budget, string organization)
    {
        try
        {
            _ = budget.AcquireAsync(new SigningClass(SigningUrgency.Poll, organization), TestContext.Current.CancellationToken).AsTask();
            return true;
        }
        catch (ActivityException full) when (full.ErrorType == ErrorTypes.Transient)
        {
            return false;
        }
    }
}
