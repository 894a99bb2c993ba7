using CsCheck;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;

namespace OnboardingFlow.KeyVault.Tests.Budget;

public sealed class FairQueueTests
{
    private static readonly Gen<SigningClass> AnyClass = Gen.Select(
        Gen.Enum<SigningUrgency>(), Gen.Int[0, 5], (urgency, organization) => new SigningClass(urgency, $"O{organization}"));

    // A step adds a waiter, takes one, or removes the waiter with that number.
    private static readonly Gen<Step[]> AnySteps = Gen.OneOf(
        AnyClass.Select(who => new Step(Action.Add, who, 0)),
        Gen.Const(new Step(Action.Take, null, 0)),
        Gen.Int[0, 200].Select(number => new Step(Action.Remove, null, number))).Array[0, 200];

    private enum Action
    {
        Add,
        Take,
        Remove,
    }

    [Fact]
    public void No_poll_is_served_while_a_person_waits() => AnySteps.Sample(steps =>
    {
        var run = new Run();
        foreach (var step in steps)
        {
            var peopleWaited = run.Waiting.Any(waiter => waiter.Who.Urgency == SigningUrgency.PersonWaiting);
            var served = run.Do(step);
            Assert.False(peopleWaited && served is { Who.Urgency: SigningUrgency.Poll });
        }
    });

    [Fact]
    public void Nobody_is_served_twice_before_every_other_organization_that_waited_all_the_while() => AnySteps.Sample(steps =>
    {
        var run = new Run();

        // For each class: organizations that waited without a break since an organization was last served, by that organization.
        var overdue = new Dictionary<SigningClass, HashSet<SigningClass>>();
        foreach (var step in steps)
        {
            var before = run.Waiting.Select(waiter => waiter.Who).ToHashSet();
            if (run.Do(step) is { } served)
            {
                Assert.Empty(overdue.GetValueOrDefault(served.Who) ?? []);
                overdue[served.Who] = [.. before.Where(who => who.Urgency == served.Who.Urgency && who != served.Who)];
                foreach (var others in overdue.Values)
                {
                    others.Remove(served.Who);
                }
            }

            var waiting = run.Waiting.Select(waiter => waiter.Who).ToHashSet();
            foreach (var (who, others) in overdue)
            {
                others.RemoveWhere(other => !waiting.Contains(other));
                if (!waiting.Contains(who))
                {
                    others.Clear();
                }
            }
        }
    });

    [Fact]
    public void Within_an_organization_and_class_it_is_first_come_first_served() => AnySteps.Sample(steps =>
    {
        var run = new Run();
        foreach (var step in steps)
        {
            var first = run.Waiting.ToLookup(waiter => waiter.Who);
            if (run.Do(step) is { } served)
            {
                Assert.Same(first[served.Who].First(), served);
            }
        }
    });

    [Fact]
    public void Everybody_who_stays_is_served_exactly_once() => AnySteps.Sample(steps =>
    {
        var run = new Run();
        foreach (var step in steps)
        {
            run.Do(step);
            Assert.Equal(run.Waiting.Count, run.Queue.Count);
        }

        var left = run.Waiting.ToHashSet();
        while (run.Queue.Take() is { } waiter)
        {
            Assert.True(left.Remove(waiter));
        }

        Assert.Empty(left);
        Assert.Equal(0, run.Queue.Count);
    });

    [Fact]
    public void A_full_class_leaves_the_other_its_places()
    {
        var queue = new FairQueue(2);
        var poll = new SigningClass(SigningUrgency.Poll, "O1");

        Assert.True(queue.TryAdd(new Waiter(poll)));
        Assert.True(queue.TryAdd(new Waiter(poll)));
        Assert.False(queue.TryAdd(new Waiter(poll with { OrganizationId = "O2" })));
        Assert.True(queue.TryAdd(new Waiter(poll with { Urgency = SigningUrgency.PersonWaiting })));
    }

    private sealed record Step(Action Action, SigningClass? Who, int Number);

    /// <summary>The queue beside a plain list of who should be waiting.</summary>
    private sealed class Run
    {
        private readonly List<Waiter> _all = [];

        public FairQueue Queue { get; } = new(1000);

        public List<Waiter> Waiting { get; } = [];

        /// <summary>Returns whom the step served.</summary>
        public Waiter? Do(Step step)
        {
            if (step.Action == Action.Add)
            {
                var waiter = new Waiter(step.Who!);
                Assert.True(Queue.TryAdd(waiter));
                _all.Add(waiter);
                Waiting.Add(waiter);
                return null;
            }

            if (step.Action == Action.Remove)
            {
                if (step.Number < _all.Count)
                {
                    Assert.Equal(Waiting.Remove(_all[step.Number]), Queue.Remove(_all[step.Number]));
                }

                return null;
            }

            var taken = Queue.Take();
            Assert.Equal(Waiting.Count == 0, taken is null);
            if (taken is not null)
            {
                Assert.True(Waiting.Remove(taken));
            }

            return taken;
        }
    }
}
