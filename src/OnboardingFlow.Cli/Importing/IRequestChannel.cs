namespace OnboardingFlow.Cli.Importing;

/// <summary>A way to hand a request to the host: its API or its queue.</summary>
internal interface IRequestChannel : IDisposable
{
    /// <summary>Hands over a request.</summary>
    /// <param name="cloudEvent">The request, a CloudEvents event.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CliException">It was refused, or the other side can't be reached.</exception>
    Task<SendState> SendAsync(string cloudEvent, CancellationToken cancellationToken);
}
