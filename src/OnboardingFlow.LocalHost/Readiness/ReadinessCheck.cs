using OnboardingFlow.Api.Health;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.Readiness;

/// <summary>One thing that must be in reach. What was found holds for a while, since anybody may ask whether the host is ready.</summary>
/// <param name="name">Name of the check.</param>
/// <param name="probe">Looks. An <see cref="ActivityException"/> says what is wrong, too.</param>
/// <param name="time">The clock.</param>
internal sealed class ReadinessCheck(string name, Func<CancellationToken, Task<ReadinessResult>> probe, TimeProvider time) : IReadinessCheck, IDisposable
{
    /// <summary>How long an answer holds.</summary>
    public static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim one = new(1);
    private (ReadinessResult Found, long At)? last;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (last is not { } known || time.GetElapsedTime(known.At) >= HoldsFor)
            {
                last = known = (await ProbeAsync(cancellationToken), time.GetTimestamp());
            }

            return known.Found;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private async Task<ReadinessResult> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await probe(cancellationToken);
        }
        catch (ActivityException e)
        {
            return new ReadinessResult(e.Message);
        }
    }
}
