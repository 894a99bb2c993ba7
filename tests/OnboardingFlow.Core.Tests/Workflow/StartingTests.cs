using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Starting;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests.Workflow;

public sealed class StartingTests
{
    private static OnboardingRequest Other => SampleRequests.Minimal with
    {
        Presign = SampleRequests.Minimal.Presign with
        {
            FacepayUser = SampleRequests.Minimal.Presign.FacepayUser with { Phone = new Sensitive("13800138001") },
        },
    };

    [Fact]
    public async Task Starting_the_same_onboarding_again_changes_nothing_and_says_so()
    {
        await using var flow = await Flow.WaitingAsync();

        Assert.Equal(StartVerdict.AlreadyRunning, await flow.StartAsync(SampleRequests.Minimal, "again"));
        Assert.Equal(StartVerdict.RunsWithOtherData, await flow.StartAsync(Other, "other"));
        Assert.Equal(1, flow.WeChatPay.Count("presign"));
        Assert.Single(flow.DataKeys.Records);
    }

    [Fact]
    public async Task Two_simultaneous_starts_give_one_run()
    {
        await using var flow = await Flow.CreateAsync();

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => flow.StartAsync(SampleRequests.Minimal, $"r{i}")));

        Assert.Single(verdicts, StartVerdict.Started);
        Assert.Equal(19, verdicts.Count(verdict => verdict == StartVerdict.AlreadyRunning));
        Assert.Single(flow.DataKeys.Records);
    }

    [Fact]
    public async Task A_late_duplicate_never_resurrects_an_ended_run()
    {
        await using var flow = await Flow.CreateAsync();
        var restartable = SampleRequests.Minimal with { Options = new OnboardingOptions { Restart = Restart.IfEnded } };
        flow.WeChatPay.Organization = null;
        await flow.StartAsync(restartable, "first");
        await flow.EndsAsync(OutcomeKind.Rejected, OutcomeCodes.OrganizationNotFound);

        Assert.Equal(StartVerdict.AlreadySeen, await flow.StartAsync(restartable, "first"));
        Assert.Equal(StartVerdict.RestartNeedsRequestId, await flow.StartAsync(restartable, null));
        Assert.Equal(StartVerdict.SameAsEnded, await flow.StartAsync(SampleRequests.Minimal, "second"));
        Assert.Equal(StartVerdict.EndedWithOtherData, await flow.StartAsync(Other, "third"));
        Assert.Equal(1, (await flow.StatusAsync()).Run);
    }

    [Fact]
    public async Task A_request_that_joined_a_run_does_not_start_another_when_it_comes_again()
    {
        await using var flow = await Flow.CreateAsync();
        var restartable = SampleRequests.Minimal with { Options = new OnboardingOptions { Restart = Restart.Force } };
        await flow.StartAsync(SampleRequests.Minimal, "first");
        Assert.Equal(StartVerdict.AlreadyRunning, await flow.StartAsync(restartable, "joined"));
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        await flow.EndsAsync(OutcomeKind.Completed, null);

        Assert.Equal(StartVerdict.AlreadySeen, await flow.StartAsync(restartable, "joined"));
    }

    [Theory]
    [InlineData(Restart.IfEnded, StartVerdict.Started)]
    [InlineData(Restart.Force, StartVerdict.Started)]
    [InlineData(Restart.Never, StartVerdict.SameAsEnded)]
    public async Task An_ended_run_is_restarted_when_the_request_permits_it(Restart restart, StartVerdict verdict)
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Organization = null;
        await flow.StartAsync(SampleRequests.Minimal, "first");
        flow.WeChatPay.Organization = new("O1", "第一中学");

        var request = SampleRequests.Minimal with { Options = new OnboardingOptions { Restart = restart } };
        Assert.Equal(verdict, await flow.StartAsync(request, "second"));

        Assert.Equal(verdict == StartVerdict.Started ? 2 : 1, (await flow.StatusAsync()).Run);
        Assert.Equal(StartVerdict.AlreadySeen, await flow.StartAsync(request, "first"));
    }

    [Fact]
    public async Task A_completed_onboarding_restarts_only_by_force()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        Assert.Equal(
            StartVerdict.SameAsEnded,
            await flow.StartAsync(SampleRequests.Minimal with { Options = new OnboardingOptions { Restart = Restart.IfEnded } }, "a"));
        Assert.Equal(
            StartVerdict.Started,
            await flow.StartAsync(SampleRequests.Minimal with { Options = new OnboardingOptions { Restart = Restart.Force } }, "b"));
    }

    [Fact]
    public void Only_the_newest_32_request_ids_are_kept()
    {
        var merged = RequestIds.Merge(Enumerable.Range(0, 40).Select(i => $"{i}"), ["39", "40"], "41");

        Assert.Equal(32, merged.Count);
        Assert.Equal("10", merged[0]);
        Assert.Equal("41", merged[^1]);
    }
}
