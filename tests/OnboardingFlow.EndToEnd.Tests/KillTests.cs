using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>LocalHost dies by SIGKILL at a point that the test brought about and saw, and is started again.</summary>
public sealed class KillTests(KillFixture fixture) : IClassFixture<KillFixture>
{
    private static readonly Dictionary<string, Func<KillScene, Task>> _points = new()
    {
        ["before anybody takes the message"] = async scene =>
        {
            await scene.KillAsync();
            await scene.SendAsync();
        },
        ["while the sealing key is asked for"] = async scene =>
        {
            await scene.RestartAsync();
            await scene.KillWhileHeldAsync(scene.KeyVault, "key", scene.SendAsync);
        },
        ["started, but the message not deleted yet"] = async scene =>
        {
            var deleting = scene.Gate.HoldAsync("/onboarding-requests/messages/", afterEffect: false);
            await scene.SendAsync();
            await deleting;
            await scene.KillAsync();
        },
        ["while a call is signed"] = scene => scene.KillWhileHeldAsync(scene.KeyVault, "sign", scene.SendAsync),
        ["while the organization is asked for"] = async scene =>
        {
            await scene.RestartAsync();
            await scene.KillWhileHeldAsync(scene.WeChatPay, "organization", scene.SendAsync);
        },
        ["while the person is asked for"] = scene => scene.KillWhileHeldAsync(scene.WeChatPay, "user", scene.SendAsync),
        ["during the presign"] = scene => scene.KillWhileHeldAsync(scene.WeChatPay, "presign", scene.SendAsync),
        ["after a presign whose answer was lost"] = async scene =>
        {
            await scene.WeChatPay.FaultAsync("user", "delay"); // The first look passes, the second is about the lost answer.
            await scene.WeChatPay.FaultAsync("presign", "drop_after");
            scene.Explain("user");
            await scene.KillWhileHeldAsync(scene.WeChatPay, "user", scene.SendAsync);
        },
        ["while the contract is awaited"] = async scene =>
        {
            await scene.SendAsync();
            await scene.UntilAwaitedAsync();
            await scene.KillAsync();
        },
        ["when the notification comes"] = async scene =>
        {
            await scene.SendAsync();
            await scene.UntilAwaitedAsync();
            await scene.KillAsync();
            await scene.SignAsync();
        },
        ["while the notification is looked into"] = async scene =>
        {
            await scene.SendAsync();
            await scene.UntilAwaitedAsync();
            await scene.KillWhileHeldAsync(scene.WeChatPay, "user", scene.SignAsync);
        },
        ["while the contract is verified"] = async scene =>
        {
            await scene.SendAsync();
            await scene.UntilAwaitedAsync();
            await scene.KillWhileHeldAsync(scene.WeChatPay, "contract", scene.SignAsync);
        },
        ["twice, the second time while the data key is unwrapped"] = async scene =>
        {
            await scene.SendAsync();
            await scene.UntilAwaitedAsync();
            await scene.RestartAsync();
            await scene.KillWhileHeldAsync(scene.KeyVault, "unwrap", scene.SignAsync);
        },
        ["when the event is on its queue and nobody knows"] = async scene =>
        {
            var publishing = scene.Gate.HoldAsync("/onboarding-events/messages", afterEffect: true);
            await scene.SendAsync();
            await scene.SignAsync();
            await publishing;
            await scene.KillAsync();
        },
        ["right after the outcome shows"] = async scene =>
        {
            await scene.SendAsync();
            await scene.SignAsync();
            await scene.UntilOutcomeAsync();
            await scene.KillAsync();
        },
    };

    public static TheoryData<string> Points => [.. _points.Keys];

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_killed_host_goes_on_to_one_outcome_one_event_and_no_call_too_many(string point)
    {
        var scene = await KillScene.BeginAsync(fixture.Stack);

        await _points[point](scene);
        await scene.StartAgainAsync();
        await scene.SignAsync();

        await scene.UntilOutcomeAsync();
        await scene.AssertOneCompletedRunAsync();
        await scene.AssertCallsAreExplainedAsync();
    }
}
