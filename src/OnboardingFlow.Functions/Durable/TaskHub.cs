using Grpc.Core;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Durable;

/// <summary>Calls to the host's Durable Task end, over gRPC: that it, or its storage, can't be reached is said in Core's words.</summary>
/// <remarks>Its fault while its storage is away has no status of its own: seen on the real host, it is Unknown.</remarks>
internal static class TaskHub
{
    /// <exception cref="EngineUnavailableException">It can't be reached, is stopping, or takes no more now.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<T> AskAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RpcException cancelled) when (cancelled.StatusCode is StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The caller cancelled a call to Durable Task.", cancelled, cancellationToken);
        }
        catch (RpcException away) when (
            away.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Cancelled
                or StatusCode.Unknown or StatusCode.Internal)
        {
            throw new EngineUnavailableException($"Durable Task or its storage can't be reached ({away.StatusCode}); try again.", away);
        }
        catch (OperationCanceledException stopped) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EngineUnavailableException("Durable Task's end stopped meanwhile; try again.", stopped); // Some calls tell its Cancelled this way.
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public static Task AskAsync(Func<Task> call, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            await call();
            return true;
        },
        cancellationToken);
}
