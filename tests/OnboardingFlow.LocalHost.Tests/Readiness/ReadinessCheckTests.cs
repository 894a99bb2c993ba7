using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Readiness;

namespace OnboardingFlow.LocalHost.Tests.Readiness;

public sealed class ReadinessCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_who_ask_cost_one_look_until_the_answer_is_old()
    {
        var time = new FakeTimeProvider();
        var looks = 0;
        using var check = new ReadinessCheck("x", _ => Task.FromResult(new Api.Health.ReadinessResult("look " + ++looks)), time);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => check.CheckAsync(Token))), answer => Assert.Equal("look 1", answer.Problem));
        time.Advance(ReadinessCheck.HoldsFor);
        Assert.Equal("look 2", (await check.CheckAsync(Token)).Problem);
    }

    [Fact]
    public async Task A_port_out_of_reach_says_why()
    {
        using var check = new ReadinessCheck("x", _ => throw new ActivityException(ErrorTypes.Transient, "the vault doesn't answer"), TimeProvider.System);

        Assert.Equal("the vault doesn't answer", (await check.CheckAsync(Token)).Problem);
    }
}
