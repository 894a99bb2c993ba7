namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>One of the two systems whose processor times are compared.</summary>
internal sealed class OverheadSide : IAsyncDisposable
{
    /// <summary>Longer than exporters hold back what they have: its sending belongs to the batch that made it.</summary>
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(6);

    private readonly RunningPipeline _pipeline;
    private readonly bool _scraped;
    private readonly Persons _persons = new();
    private readonly SigningPersons _signing;
    private int _ended;

    public OverheadSide(RunningPipeline pipeline, bool scraped)
    {
        (_pipeline, _scraped) = (pipeline, scraped);
        _signing = new SigningPersons(pipeline.WeChatPay, _persons);
    }

    public async Task WarmUpAsync(int count, CancellationToken cancellationToken)
    {
        if (count > 0)
        {
            await Batch.WarmUpAsync(_pipeline, _signing, _persons.Next(count), cancellationToken);
            _ended += count;
        }
    }

    /// <summary>Processor time that a batch took with everything that followed from it.</summary>
    public async Task<ProcessorTimes> OnboardAsync(int count, CancellationToken cancellationToken)
    {
        _ended += count;
        var result = await Batch.OnboardAsync(_pipeline, _signing, _persons.Next(count), _ended, cancellationToken);
        if (_scraped)
        {
            await _pipeline.ScrapeAsync(cancellationToken);
        }

        await Task.Delay(_settling, cancellationToken);
        var used = _pipeline.ProcessorTimes - result.Began;
        await _pipeline.TakeEventsAsync(cancellationToken);
        return used;
    }

    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();
}
