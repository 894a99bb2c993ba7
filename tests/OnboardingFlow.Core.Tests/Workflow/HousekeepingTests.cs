using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests.Workflow;

public sealed class HousekeepingTests
{
    [Fact]
    public async Task Data_keys_are_erased_once_the_end_is_thirty_days_old_and_not_before()
    {
        await using var flow = await EndedAsync();
        await flow.AdvanceAsync(TimeSpan.FromDays(29));
        await flow.HousekeepingAsync();
        Assert.Single(flow.DataKeys.Records);

        await flow.AdvanceAsync(TimeSpan.FromDays(2));
        await flow.HousekeepingAsync();

        Assert.Empty(flow.DataKeys.Records);
        await flow.EndsAsync(OutcomeKind.Completed, null);
    }

    [Fact]
    public async Task A_run_that_still_waits_keeps_its_data_key()
    {
        await using var flow = await Flow.WaitingAsync(new() { Deadline = TimeSpan.FromDays(29) });
        flow.WeChatPay.TokenLifetime = TimeSpan.FromDays(10); // A wait that is being closed for ten days.
        await flow.AdvanceAsync(TimeSpan.FromDays(28));
        await flow.RaiseAsync(ExternalEvents.TokenRequested);
        await flow.AdvanceAsync(TimeSpan.FromDays(4));

        await flow.HousekeepingAsync();

        Assert.Null(await flow.OutcomeAsync());
        Assert.Single(flow.DataKeys.Records);
    }

    [Fact]
    public async Task A_row_whose_run_the_engine_has_forgotten_is_removed()
    {
        await using var flow = await EndedAsync();
        await flow.AdvanceAsync(TimeSpan.FromDays(31));
        await flow.HousekeepingAsync();
        Assert.NotNull(await flow.IndexedAsync());
        await flow.ForgetAsync();

        await flow.HousekeepingAsync();

        Assert.Null(await flow.IndexedAsync());
    }

    [Fact]
    public async Task A_fault_that_no_code_handled_is_published_when_nobody_rewound_it_for_seven_days()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Verifier.Verdict = new IdentityVerdict(VerificationOutcome.Review, null);
        await flow.StartAsync(SampleRequests.Minimal with { Options = new() { IdentityVerification = IdentityVerification.External } });
        await flow.RaiseAsync(ExternalEvents.Reviewed, "[\"not a decision\"]");
        Assert.Equal(OutcomeCodes.UnhandledFault, (await flow.OutcomeAsync())?.Code);
        await flow.AdvanceAsync(TimeSpan.FromDays(6));
        await flow.HousekeepingAsync();
        Assert.Empty(flow.Channel.Delivered);

        await flow.AdvanceAsync(TimeSpan.FromDays(2));
        await flow.HousekeepingAsync();
        await flow.HousekeepingAsync();

        Assert.Contains("\"outcome\":\"Failed\"", Assert.Single(flow.Channel.Delivered).DataJson, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Failed, (await flow.IndexedAsync())?.Outcome?.Kind);
    }

    private static async Task<Flow> EndedAsync()
    {
        var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        return flow;
    }
}
