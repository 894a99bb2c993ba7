using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.WeChatPay.Certificates;

/// <summary>The platform certificates downloaded so far, each kept until it ends. One download at a time, and at most one a minute.</summary>
/// <param name="downloader">Made late: it makes calls whose answers are verified with the keys in here.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of downloads.</param>
internal sealed class DownloadedCertificates(Lazy<CertificateDownloader> downloader, TimeProvider time, ILogger<DownloadedCertificates> logger)
{
    private const int Capacity = 32;

    private static readonly TimeSpan LeastPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    private readonly Lock _lock = new();
    private volatile PlatformKeySet _keys = new([]);
    private Task? _download;
    private DateTimeOffset _startedAt = DateTimeOffset.MinValue;
    private long _staleFrom = long.MinValue;

    /// <summary>The certificates; ended ones may be among them until the next download.</summary>
    public PlatformKeySet Keys => _keys;

    /// <summary>Whether the last download that succeeded is 12 hours old, or there was none. One that fails is so tried again a minute later.</summary>
    public bool IsStale => time.GetUtcNow().UtcTicks >= Volatile.Read(ref _staleFrom);

    /// <summary>Downloads, unless that was done within the last minute; shares a download that is under way. A failed one is logged and changes nothing.</summary>
    public Task RefreshAsync(Func<string, PlatformKey?> known, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_download is null or { IsCompleted: true })
            {
                if (now - _startedAt < LeastPause)
                {
                    return Task.CompletedTask;
                }

                _startedAt = now;
                _download = Task.Run(() => DownloadAsync(known), CancellationToken.None);
            }

            return _download.WaitAsync(cancellationToken);
        }
    }

    private async Task DownloadAsync(Func<string, PlatformKey?> known)
    {
        try
        {
            // Not a caller's to cancel: others share it, and the transport bounds its time.
            var fresh = await downloader.Value.DownloadAsync(known, CancellationToken.None).ConfigureAwait(false);
            var now = time.GetUtcNow();
            _keys = new PlatformKeySet(fresh.Concat(_keys.All).Where(k => k.IsLive(now)).DistinctBy(k => k.Serial).Take(Capacity));
            Volatile.Write(ref _staleFrom, (now + Fresh).UtcTicks);
            Log.CertificatesDownloaded(logger, fresh.Count);
        }
        catch (ActivityException e)
        {
            Log.CertificatesNotDownloaded(logger, e.ErrorType, e.Message);
        }
    }
}
