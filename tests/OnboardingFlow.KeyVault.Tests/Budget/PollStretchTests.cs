using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;

namespace OnboardingFlow.KeyVault.Tests.Budget;

public sealed class PollStretchTests : IDisposable
{
    private const double Rate = 100;

    private readonly FakeTimeProvider _time = new();
    private readonly SigningBudget _budget;

    public PollStretchTests() => _budget = new SigningBudget(Options.Create(new BudgetOptions { OperationsPerSecond = Rate }), _time);

    public void Dispose() => _budget.Dispose();

    [Fact]
    public void Polls_aren_t_stretched_while_there_is_enough()
    {
        Polls(10, ("O1", 65, 1));

        Assert.Equal(1, _budget.PollStretch("O1"));
        Assert.Equal(1, _budget.PollStretch("O2"));
    }

    [Fact]
    public void Polls_stretch_before_anybody_waits()
    {
        Polls(10, ("O1", 95, 1));

        Assert.Equal(95 / 70.0, _budget.PollStretch("O1"), 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.36)]
    [InlineData(4)]
    public void A_stretch_doesn_t_undo_its_own_cause(double stretched)
    {
        Polls(10, ("O1", 140 / stretched, stretched));

        Assert.Equal(2, _budget.PollStretch("O1"), 0.1);
    }

    [Fact]
    public void Who_asks_for_less_than_a_fair_share_is_not_put_off_for_who_asks_for_more()
    {
        Polls(10, ("big", 100, 1), ("middle", 40, 1), ("small", 2, 1));

        // 70 less the small one's 2 leave 34 each for the others.
        Assert.Equal(100 / 34.0, _budget.PollStretch("big"), 0.1);
        Assert.Equal(40 / 34.0, _budget.PollStretch("middle"), 0.05);
        Assert.Equal(1, _budget.PollStretch("small"));
        Assert.Equal(_budget.PollStretch("big"), _budget.GreatestPollStretch, 6);
    }

    [Fact]
    public void Polls_give_way_to_people_and_are_never_stopped_by_them()
    {
        Polls(10, ("O1", 60, 1));
        Assert.Equal(1, _budget.PollStretch("O1"));

        Polls(10, people: 70, ("O1", 60, 1));
        Assert.Equal(60 / 20.0, _budget.PollStretch("O1"), 0.2);

        Polls(10, people: 95, ("O1", 60, 1));
        Assert.Equal(60 / 10.0, _budget.PollStretch("O1"), 0.2);
    }

    [Fact]
    public void Polls_stretch_when_the_vault_throttles()
    {
        Polls(10, ("O1", 60, 1));

        _budget.Throttled(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.True(_budget.PollStretch("O1") > 1.1);
    }

    [Fact]
    public void What_was_asked_for_the_day_before_stretches_nothing()
    {
        Polls(10, ("O1", 500, 1));
        Assert.True(_budget.PollStretch("O1") > 5);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, _budget.PollStretch("O1"));
    }

    [Fact]
    public void Polls_are_never_stretched_beyond_all_measure()
    {
        Polls(1, ("O1", 10_000, SigningBudget.MostStretch), ("O2", 10_000, double.MaxValue));

        Assert.Equal(SigningBudget.MostStretch, _budget.PollStretch("O1"));
        Assert.Equal(SigningBudget.MostStretch, _budget.PollStretch("O2"));
    }

    [Fact]
    public void Organizations_beyond_the_limit_share_one_s_turn()
    {
        for (var number = 0; number < PollDemand.OrganizationLimit; number++)
        {
            _budget.CountPoll($"O{number}", 1);
        }

        for (var poll = 0; poll < 400_000; poll++)
        {
            _budget.CountPoll($"late{poll}", 1);
        }

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, _budget.PollStretch("O1"));
        Assert.True(_budget.PollStretch("late1") > 1.3);
    }

    private void Polls(int minutes, params (string Organization, double PerSecond, double StretchedBy)[] loads) => Polls(minutes, 0, loads);

    private void Polls(int minutes, int people, params (string Organization, double PerSecond, double StretchedBy)[] loads)
    {
        for (var second = 0; second < minutes * 60; second++)
        {
            foreach (var (organization, perSecond, stretchedBy) in loads)
            {
                for (var poll = (int)(second * perSecond); poll < (int)((second + 1) * perSecond); poll++)
                {
                    _budget.CountPoll(organization, stretchedBy);
                }
            }

            for (var person = 0; person < people; person++)
            {
                _ = _budget.AcquireAsync(new SigningClass(SigningUrgency.PersonWaiting, "O1"), TestContext.Current.CancellationToken).AsTask();
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
