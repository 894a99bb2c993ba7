using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Tests.Sealing;

public sealed class DataKeyCacheTests
{
    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)7, 32)];

    [Fact]
    public void The_cache_is_bounded_and_the_oldest_key_leaves_first()
    {
        using var cache = new DataKeyCache(new FakeTimeProvider());
        for (var i = 0; i <= DataKeyCache.Capacity; i++)
        {
            cache.Put($"k{i}", "ob-1", Key);
        }

        Assert.Equal(DataKeyCache.Capacity, cache.Count);
        Assert.False(cache.TryCopy("k0", new byte[32]));
        Assert.True(cache.TryCopy("k1", new byte[32]));
    }

    [Fact]
    public void A_copy_stays_whole_when_the_key_leaves_the_cache()
    {
        using var cache = new DataKeyCache(new FakeTimeProvider());
        cache.Put("k1", "ob-1", Key);
        var copy = new byte[32];
        cache.TryCopy("k1", copy);

        cache.ForgetInstance("ob-1");

        Assert.Equal(Key, copy);
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void However_a_key_leaves_its_memory_is_zeroed()
    {
        var time = new FakeTimeProvider();
        (string Way, Action<DataKeyCache> Leave)[] ways =
        [
            ("forgotten", cache => cache.Forget("k1")),
            ("its onboarding forgotten", cache => cache.ForgetInstance("ob-1")),
            ("put anew", cache => cache.Put("k1", "ob-1", Key)),
            ("expired", cache =>
            {
                time.Advance(DataKeyCache.Lifetime);
                cache.TryCopy("other", new byte[32]);
            }),
            ("crowded out", cache => Enumerable.Range(0, DataKeyCache.Capacity).ToList().ForEach(i => cache.Put($"other-{i}", "ob-2", Key))),
            ("the cache gone", cache => cache.Dispose()),
        ];
        foreach (var (way, leave) in ways)
        {
            using var cache = new DataKeyCache(time);
            cache.Put("k1", "ob-1", Key);
            var memory = MemoryOf(cache);
            Assert.Equal(Key, memory);

            leave(cache);

            Assert.True(memory.All(part => part == 0), way);
        }
    }

    /// <summary>Where the only key lies, not a copy of it.</summary>
    private static byte[] MemoryOf(DataKeyCache cache)
    {
        var entries = (System.Collections.IEnumerable)typeof(DataKeyCache).GetField("_oldestFirst", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(cache)!;
        var entry = entries.Cast<object>().Single();
        return (byte[])entry.GetType().GetProperty("Key")!.GetValue(entry)!;
    }

    [Fact]
    public void Putting_a_key_again_keeps_one()
    {
        using var cache = new DataKeyCache(new FakeTimeProvider());
        cache.Put("k1", "ob-1", new byte[32]);
        cache.Put("k1", "ob-1", Key);
        var copy = new byte[32];

        Assert.True(cache.TryCopy("k1", copy));
        Assert.Equal(Key, copy);
        Assert.Equal(1, cache.Count);
    }
}
