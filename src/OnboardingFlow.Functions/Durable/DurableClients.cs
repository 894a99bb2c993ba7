using Microsoft.DurableTask.Client;

namespace OnboardingFlow.Functions.Durable;

/// <summary>
/// Functions hands out its Durable Task client by a binding of each function, not by dependency injection. Here a function lends it to what it calls, for as
/// long as the call runs.
/// </summary>
public sealed class DurableClients
{
    private readonly AsyncLocal<DurableTaskClient?> _current = new();

    /// <summary>The client of the function that runs.</summary>
    /// <exception cref="InvalidOperationException">The running function lends none: it lacks the binding.</exception>
    internal DurableTaskClient Current => _current.Value
        ?? throw new InvalidOperationException("The running function lends no Durable Task client: give it a [DurableClient] parameter and call through DurableClients.");

    /// <summary>Calls with the client lent.</summary>
    public async Task<T> LendAsync<T>(DurableTaskClient client, Func<Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        _current.Value = client;
        return await call();
    }

    /// <summary>Calls with the client lent.</summary>
    public async Task LendAsync(DurableTaskClient client, Func<Task> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        _current.Value = client;
        await call();
    }
}
