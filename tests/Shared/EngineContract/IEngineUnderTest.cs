using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>An engine with a case's orchestrations and activities, running.</summary>
internal interface IEngineUnderTest : IAsyncDisposable
{
    IEngineClient Client { get; }

    /// <summary>Long enough to tell two times apart on this engine's clock, short enough to wait for.</summary>
    TimeSpan Unit { get; }

    /// <summary>How much sooner than its policy says an attempt may follow (a backend that counts whole seconds).</summary>
    TimeSpan RetryGrain { get; }

    /// <summary>Comes back when everything has happened that can happen without time or anybody's doing.</summary>
    Task SettleAsync();

    /// <summary>Lets so many units of time pass, and settles.</summary>
    Task PassAsync(int units);

    /// <summary>The instance, once it is as wanted.</summary>
    Task<InstanceSnapshot> UntilAsync(string instanceId, Func<InstanceSnapshot, bool> wanted);
}
