using OnboardingFlow.Core.Observability;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Engine.History;

namespace OnboardingFlow.Core.Tests.Workflow;

public sealed class MetricsTests
{
    [Fact]
    public async Task An_onboarding_is_counted_once_with_its_steps_and_its_replay_not_at_all()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.AdvanceAsync(TimeSpan.FromMinutes(10));
        flow.WeChatPay.Sign();
        await flow.NotifyAsync();
        await flow.EndsAsync(OutcomeKind.Completed, null);

        var measured = flow.Meters.Measured;
        Assert.Equal(
            [
                "onboardingflow.onboardings.duration outcome=Completed",
                "onboardingflow.onboardings.ended outcome=Completed code=",
                "onboardingflow.onboardings.started",
                .. new[] { "Accepted", "AwaitingContract", "CheckingIdentity", "Completing", "Presigning", "VerifyingContract" }.Select(step => $"onboardingflow.step.duration step={step}"),
            ],
            measured.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.All(
            measured.Where(one => one.Name is "onboardingflow.onboardings.duration outcome=Completed" or "onboardingflow.step.duration step=AwaitingContract"),
            one => Assert.InRange(one.Value, 600, 660));

        var histories = await flow.HistoriesAsync();
        Assert.NotEmpty(histories);
        Assert.All(histories, history => Assert.Null(HistoryCheck.Replay(flow.Registry, history)));
        Assert.Equal(measured.Count, flow.Meters.Measured.Count);
    }

    [Fact]
    public async Task Repeated_attempts_and_parked_runs_are_counted_by_error_class()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.Transient, 2);
        flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
        await flow.StartAsync(SampleRequests.Minimal);
        await flow.AdvanceAsync(TimeSpan.FromMinutes(1));
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);

        var counts = flow.Meters.Measured.CountBy(one => one.Name).ToDictionary();
        Assert.Equal(2, counts["onboardingflow.activity.failures activity=Presign error.type=Transient then=retry"]);
        Assert.Equal(1, counts["onboardingflow.activity.failures activity=Presign error.type=Configuration then=park"]);
        Assert.Equal(1, counts["onboardingflow.onboardings.parked step=Presigning error.type=Configuration"]);
    }

    [Fact]
    public async Task A_run_that_an_operator_terminates_is_counted_too()
    {
        await using var flow = await Flow.WaitingAsync();

        await flow.TerminateAsync();

        Assert.Single(flow.Meters.Measured, one => one.Name == "onboardingflow.onboardings.ended outcome=Terminated code=TERMINATED_BY_OPERATOR");
    }

    [Fact]
    public void Codes_that_others_choose_make_a_bounded_number_of_time_series()
    {
        var label = new BoundedLabel();

        var told = Enumerable.Range(0, 1000).Select(number => label.Of($"CODE_{number}")).ToHashSet();

        Assert.Equal(BoundedLabel.Most + 1, told.Count);
        Assert.Equal("CODE_0", label.Of("CODE_0"));
        Assert.Contains(BoundedLabel.Other, told);
    }
}
