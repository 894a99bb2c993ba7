using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Tests.Sealing;

public sealed class KeyRewrappingTests : IDisposable
{
    private readonly RsaKeys _keys = new();
    private readonly MemoryDataKeys _store = new();
    private readonly DataKeyCache _cache = new(new FakeTimeProvider());
    private readonly KeyRewrapping _rewrapping;
    private readonly Sealer _sealer;

    public KeyRewrappingTests()
    {
        _sealer = new Sealer(_keys, _store, _cache, TimeProvider.System, Options.Create(new KeyNames()));
        _rewrapping = new KeyRewrapping(_keys, _store, Options.Create(new KeyNames()), NullLogger<KeyRewrapping>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _cache.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public async Task After_a_rotation_every_stored_key_is_wrapped_anew_in_bounded_steps_and_still_opens()
    {
        var envelopes = await SealAsync(KeyRewrapping.StepSize + 20);
        _keys.NewestVersion = "fedcba9876543210";

        var steps = await RewrapAllAsync();

        Assert.Equal([KeyRewrapping.StepSize, 20], steps.Select(step => step.Rewrapped));
        Assert.Equal([KeyRewrapping.StepSize, 20], steps.Select(step => step.Examined));
        Assert.All(_store.Records.Values, record => Assert.Equal("fedcba9876543210", record.Wrapped.KeyVersion));
        _cache.Dispose();
        for (var number = 0; number < envelopes.Count; number++)
        {
            Assert.Equal([(byte)number], await _sealer.OpenAsync(envelopes[number], "ob-1", SealPurposes.Request, Token));
        }
    }

    [Fact]
    public async Task What_an_interrupted_run_did_is_not_done_again()
    {
        await SealAsync(KeyRewrapping.StepSize + 20);
        _keys.NewestVersion = "fedcba9876543210";
        await _rewrapping.StepAsync(null, Token);
        var operations = _keys.PrivateKeyOperations;

        var steps = await RewrapAllAsync();

        Assert.Equal([0, 20], steps.Select(step => step.Rewrapped));
        Assert.Equal(20, _keys.PrivateKeyOperations - operations);
    }

    [Fact]
    public async Task A_key_that_cannot_be_unwrapped_holds_up_no_other_and_is_counted()
    {
        await SealAsync(3);
        var damaged = _store.Records.Keys.Order(StringComparer.Ordinal).ElementAt(1);
        var before = _store.Records[damaged] with { Wrapped = new WrappedKey(RsaKeys.Version, new byte[256]) };
        _store.Records[damaged] = before;
        _keys.NewestVersion = "fedcba9876543210";

        var step = Assert.Single(await RewrapAllAsync());

        Assert.Equal((3, 2, 1), (step.Examined, step.Rewrapped, step.Failed));
        Assert.Equal(before, _store.Records[damaged]);
    }

    [Fact]
    public async Task Without_a_rotation_nothing_is_asked_of_the_vault()
    {
        await SealAsync(3);

        var step = Assert.Single(await RewrapAllAsync());

        Assert.Equal((3, 0, 0), (step.Examined, step.Rewrapped, step.Failed));
        Assert.Equal(0, _keys.PrivateKeyOperations);
    }

    private async Task<List<string>> SealAsync(int count)
    {
        var envelopes = new List<string>();
        for (var number = 0; number < count; number++)
        {
            envelopes.Add((await _sealer.SealNewAsync("ob-1", SealPurposes.Request, new[] { (byte)number }, Token)).Envelope);
        }

        return envelopes;
    }

    private async Task<List<RewrapStep>> RewrapAllAsync()
    {
        var steps = new List<RewrapStep>();
        do
        {
            steps.Add(await _rewrapping.StepAsync(steps.LastOrDefault()?.Last, Token));
        }
        while (steps[^1].Last is not null);

        return steps;
    }
}
