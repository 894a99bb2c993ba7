using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Purges, every hour and in small steps, instances that ended longer ago than <see cref="EngineOptions.Retention"/>.</summary>
internal sealed class RetentionSweep : IDisposable
{
    private const int Step = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly EngineRuntime _engine;
    private readonly IdleGate _gate;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private int _busy;

    public RetentionSweep(EngineRuntime engine, IdleGate gate, ILogger logger)
    {
        (_engine, _gate, _logger) = (engine, gate, logger);
        _timer = engine.Time.CreateTimer(_ => Begin(), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Begin()
    {
        if (Interlocked.Exchange(ref _busy, 1) == 0)
        {
            _gate.Enter();
            _ = SweepAsync();
        }
    }

    private async Task SweepAsync()
    {
        try
        {
            var before = _engine.Time.GetUtcNow() - _engine.Options.Retention;
            int found;
            do
            {
                var ids = await _engine.Readers.ReadAsync(reader => reader.EndedBefore(before, Step), _engine.Stopped);
                found = ids.Count;
                foreach (var id in ids)
                {
                    var reply = new Reply<OperationResult>();
                    _engine.Loop.Post(() => _engine.Operations.Purge(id, before, reply));
                    await reply.Task.WaitAsync(_engine.Stopped);
                }

                if (found > 0)
                {
                    Log.Purged(_logger, found, before);
                }
            }
            while (found == Step);
        }
        catch (OperationCanceledException)
        {
            // The engine stops; the next one sweeps.
        }
        catch (Exception e)
        {
            Log.PurgeFailed(_logger, e);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
            _gate.Leave();
        }
    }
}
