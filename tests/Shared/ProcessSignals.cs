using System.Diagnostics;
using System.Globalization;

namespace OnboardingFlow.Tests.Shared;

/// <summary>Signals as a shell or a service manager sends them.</summary>
internal static class ProcessSignals
{
    /// <param name="process">To whom.</param>
    /// <param name="signal">Its name, without SIG.</param>
    /// <param name="cancellationToken">Cancels the sending.</param>
    public static async Task SignalAsync(this Process process, string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
