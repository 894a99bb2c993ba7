using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OnboardingFlow.Api.Access;

/// <summary>The keys as section <c>Http</c> has them now: one that is taken out stops counting at once. A change that doesn't validate is logged and the keys before it stay.</summary>
internal sealed class LiveApiKeys(IOptionsMonitor<HttpOptions> monitor, ILogger<LiveApiKeys> logger)
{
    private volatile Entry? _entry;
    private volatile string? _reported;

    /// <exception cref="OptionsValidationException">There were no valid keys yet.</exception>
    public IReadOnlyList<ApiKey> Current
    {
        get
        {
            var entry = _entry;
            try
            {
                var options = monitor.CurrentValue;
                return ReferenceEquals(entry?.Options, options) ? entry.Keys : Take(options);
            }
            catch (OptionsValidationException fault) when (entry is not null)
            {
                if (_reported != fault.Message)
                {
                    _reported = fault.Message;
                    Log.KeysRefused(logger, fault.Message);
                }

                return entry.Keys;
            }
        }
    }

    private ApiKey[] Take(HttpOptions options)
    {
        var entry = new Entry(options, [.. options.ApiKeys.Select(ApiKey.From)]);
        _entry = entry;
        _reported = null;
        return entry.Keys;
    }

    private sealed record Entry(HttpOptions Options, ApiKey[] Keys);
}
