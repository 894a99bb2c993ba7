using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Caching;

namespace OnboardingFlow.KeyVault.Tests.Caching;

public sealed class SingleFlightCacheTests
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new();
    private int _reads;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_who_ask_at_once_cause_one_read()
    {
        var cache = Cache();
        var answer = new TaskCompletionSource<int>();

        var asked = Enumerable.Range(0, 100).Select(_ => cache.GetAsync("a", (_, _) => Count(answer.Task), Cancelled)).ToArray();
        answer.SetResult(7);

        Assert.All(await Task.WhenAll(asked), value => Assert.Equal(7, value));
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task A_value_is_read_again_when_it_is_no_longer_fresh()
    {
        var cache = Cache();

        await ReadAsync(cache, 1);
        _time.Advance(Fresh - TimeSpan.FromSeconds(1));
        Assert.Equal(1, await ReadAsync(cache, 2));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, await ReadAsync(cache, 3));
    }

    [Fact]
    public async Task One_who_gives_up_doesn_t_end_the_read_of_the_others()
    {
        var cache = Cache();
        var answer = new TaskCompletionSource<int>();
        using var impatient = new CancellationTokenSource();

        var first = cache.GetAsync("a", (_, _) => Count(answer.Task), impatient.Token);
        var second = cache.GetAsync("a", (_, _) => Count(answer.Task), Cancelled);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(7);
        Assert.Equal(7, await second);
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task A_failed_read_isn_t_kept()
    {
        var cache = Cache();

        await Assert.ThrowsAsync<ActivityException>(() => FailAsync(cache, ErrorTypes.Configuration));

        Assert.Equal(2, await ReadAsync(cache, 2));
    }

    [Fact]
    public async Task While_the_vault_can_t_be_reached_the_last_value_serves_on_for_an_hour()
    {
        var stale = 0;
        var cache = new SingleFlightCache<int>(Fresh, 2, _time, (_, _) => stale++);
        await ReadAsync(cache, 1);

        for (var minutes = 10; minutes < 60; minutes += 10)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(1, await FailAsync(cache, ErrorTypes.Transient));
            Assert.Equal(1, await ReadAsync(cache, 2));
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        await Assert.ThrowsAsync<ActivityException>(() => FailAsync(cache, ErrorTypes.Transient));
        Assert.Equal(5, stale);
    }

    [Fact]
    public async Task A_configuration_fault_is_told_even_when_there_is_an_old_value()
    {
        var cache = Cache();
        await ReadAsync(cache, 1);
        _time.Advance(Fresh);

        await Assert.ThrowsAsync<ActivityException>(() => FailAsync(cache, ErrorTypes.Configuration));
    }

    [Fact]
    public async Task Beyond_its_capacity_the_oldest_goes()
    {
        var cache = Cache();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await ReadAsync(cache, 1, name);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, await ReadAsync(cache, 2, "c"));
        Assert.Equal(1, await ReadAsync(cache, 2, "b"));
        Assert.Equal(2, await ReadAsync(cache, 2, "a"));
    }

    private SingleFlightCache<int> Cache() => new(Fresh, 2, _time);

    private Task<int> Count(Task<int> answer)
    {
        Interlocked.Increment(ref _reads);
        return answer;
    }

    private static Task<int> ReadAsync(SingleFlightCache<int> cache, int value, string name = "a") =>
        cache.GetAsync(name, (_, _) => Task.FromResult(value), Cancelled);

    private static Task<int> FailAsync(SingleFlightCache<int> cache, string errorType) =>
        cache.GetAsync("a", (_, _) => throw new ActivityException(errorType, "planted"), Cancelled);
}
