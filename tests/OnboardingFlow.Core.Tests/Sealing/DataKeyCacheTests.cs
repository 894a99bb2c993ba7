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
