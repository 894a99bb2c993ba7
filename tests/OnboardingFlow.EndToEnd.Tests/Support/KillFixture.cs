namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>A stack whose queues can hold calls, for a class of kills. Nothing polls meanwhile, so that every call has its reason.</summary>
public sealed class KillFixture : IAsyncLifetime
{
    internal Stack Stack { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Stack = await Stack.StartBehindGateAsync(
        "--RequestQueue:VisibilityTimeout=00:00:02", "--Onboarding:PollMin=00:10:00");

    public ValueTask DisposeAsync() => Stack.DisposeAsync();
}
