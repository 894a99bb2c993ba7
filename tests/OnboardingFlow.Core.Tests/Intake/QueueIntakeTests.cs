using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Tests.Sealing;
using OnboardingFlow.Core.Tests.Workflow;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests.Intake;

public sealed class QueueIntakeTests
{
    private const string SealedType = "onboardingflow.onboarding.requested.sealed.v1";

    [Fact]
    public async Task A_passing_cause_is_tried_five_times_with_growing_delays_and_then_it_is_poison()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Keys.UnwrappingFails = new ActivityException(ErrorTypes.Transient, "the vault doesn't answer");
        var message = Sealed(flow);
        var delays = new List<TimeSpan>();

        var decision = await flow.TakeAsync(message);
        for (; decision is IntakeDecision.Retry retry; decision = await flow.TakeAsync(message))
        {
            delays.Add(retry.Delay);
            Assert.Equal((delays.Count, message.InsertedOn, "first"), (retry.Copy.Tries, retry.Copy.FirstSeen, retry.Copy.MessageId));
            message = CopyOf(retry.Copy);
            flow.Time.Advance(retry.Delay);
        }

        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)], delays);
        var poison = Assert.IsType<IntakeDecision.Poison>(decision).Message;
        Assert.Equal((PoisonReasons.GaveUp, 5, "first"), (poison.Reason, poison.Tries, poison.MessageId));
    }

    [Theory]
    [InlineData(ErrorTypes.KeyUnavailable)]
    [InlineData(ErrorTypes.Configuration)]
    public async Task A_key_that_cannot_be_used_uses_up_no_try_and_the_message_starts_its_run_when_it_is_back(string errorType)
    {
        await using var flow = await Flow.CreateAsync();
        flow.Keys.UnwrappingFails = new ActivityException(errorType, "it is disabled. Enable it: az keyvault key set-attributes");
        var message = Sealed(flow);
        var last = TimeSpan.Zero;

        for (var look = 0; look < 50; look++)
        {
            var paused = Assert.IsType<IntakeDecision.Retry>(await flow.TakeAsync(message));
            Assert.Equal(0, paused.Copy.Tries);
            Assert.InRange(paused.Delay, last, TimeSpan.FromMinutes(10));
            last = paused.Delay;
            message = CopyOf(paused.Copy);
            flow.Time.Advance(paused.Delay);
        }

        Assert.Equal(TimeSpan.FromMinutes(10), last);
        flow.Keys.UnwrappingFails = null;
        Assert.IsType<IntakeDecision.Delete>(await flow.TakeAsync(message));
        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
    }

    [Fact]
    public async Task A_clear_message_that_cannot_even_be_sealed_stays_on_the_queue_as_it_is()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Keys.WrappingFails = new ActivityException(ErrorTypes.Configuration, "it is disabled");
        var message = Message(Encoding.UTF8.GetBytes(SampleRequests.Bare(SampleRequests.Minimal).ToJsonString()), flow);

        for (var look = 0; look < 10; look++)
        {
            Assert.IsType<IntakeDecision.LeaveAlone>(await flow.TakeAsync(message with { DequeueCount = look + 1 }));
            flow.Time.Advance(TimeSpan.FromDays(1));
        }

        flow.Keys.WrappingFails = null;
        Assert.IsType<IntakeDecision.Delete>(await flow.TakeAsync(message));
        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
    }

    [Fact]
    public async Task Nobody_who_puts_it_right_within_seven_days_makes_it_poison_with_the_cause()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Keys.UnwrappingFails = new ActivityException(ErrorTypes.KeyUnavailable, "no such version");
        var paused = Assert.IsType<IntakeDecision.Retry>(await flow.TakeAsync(Sealed(flow)));

        flow.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.IsType<IntakeDecision.Retry>(await flow.TakeAsync(CopyOf(paused.Copy)));
        flow.Time.Advance(TimeSpan.FromSeconds(1));

        var poison = Assert.IsType<IntakeDecision.Poison>(await flow.TakeAsync(CopyOf(paused.Copy))).Message;
        Assert.Equal(PoisonReasons.GaveUp, poison.Reason);
        Assert.Contains("no such version", poison.Errors[FieldError.Root].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_is_over_when_another_cause_follows()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Keys.UnwrappingFails = new ActivityException(ErrorTypes.KeyUnavailable, "disabled");
        var paused = Assert.IsType<IntakeDecision.Retry>(await flow.TakeAsync(Sealed(flow)));
        flow.Keys.UnwrappingFails = new ActivityException(ErrorTypes.Transient, "the vault doesn't answer");

        var tried = Assert.IsType<IntakeDecision.Retry>(await flow.TakeAsync(CopyOf(paused.Copy)));

        Assert.Equal((1, null), (tried.Copy.Tries, tried.Copy.PausedSince));
    }

    private static QueueMessage Sealed(Flow flow)
    {
        var data = Encoding.UTF8.GetBytes(SampleRequests.Data(SampleRequests.Minimal).ToJsonString());
        var envelope = PublicKeySealer.SealRequest(flow.Keys.PublicKeyPem, RsaKeys.Version, data);
        return Message(Encoding.UTF8.GetBytes(SampleRequests.Event(new JsonObject { ["sealed"] = envelope }, SealedType).ToJsonString()), flow);
    }

    private static QueueMessage Message(byte[] body, Flow flow) => new("first", body, flow.Time.GetUtcNow(), 1);

    private static QueueMessage CopyOf(SealedCopy copy) =>
        new("another", JsonSerializer.SerializeToUtf8Bytes(copy, IntakeJson.Default.SealedCopy), copy.FirstSeen, 1);
}
