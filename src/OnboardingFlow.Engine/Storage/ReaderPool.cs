using System.Collections.Concurrent;

namespace OnboardingFlow.Engine.Storage;

/// <summary>Readers for client queries: at most four at once, opened when first needed.</summary>
internal sealed class ReaderPool(string folder) : IDisposable
{
    private const int Readers = 4;

    private readonly SemaphoreSlim _places = new(Readers);
    private readonly ConcurrentBag<InstanceReader> _idle = [];

    public async Task<T> ReadAsync<T>(Func<InstanceReader, T> read, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var reader = _idle.TryTake(out var idle) ? idle : new InstanceReader(EngineFile.OpenForReading(folder));
            try
            {
                return read(reader);
            }
            finally
            {
                _idle.Add(reader);
            }
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        foreach (var reader in _idle)
        {
            reader.Dispose();
        }
    }
}
