using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OnboardingFlow.WeChatPay.Settings;

/// <summary>The newest valid settings. A change that doesn't validate is logged and the settings before it stay in force.</summary>
internal sealed class LiveSettings(IOptionsMonitor<WeChatPayOptions> monitor, ILogger<LiveSettings> logger)
{
    private volatile Entry? _entry;
    private volatile string? _reported;

    /// <exception cref="OptionsValidationException">There were no valid settings yet.</exception>
    public WeChatPaySettings Current
    {
        get
        {
            var entry = _entry;
            try
            {
                var options = monitor.CurrentValue;
                return ReferenceEquals(entry?.Options, options) ? entry.Settings : Take(options);
            }
            catch (OptionsValidationException e) when (entry is not null)
            {
                Report(e.Message);
                return entry.Settings;
            }
        }
    }

    private WeChatPaySettings Take(WeChatPayOptions options)
    {
        var entry = new Entry(options, new WeChatPaySettings(options));
        _entry = entry;
        _reported = null;
        return entry.Settings;
    }

    private void Report(string reasons)
    {
        if (_reported != reasons)
        {
            _reported = reasons;
            Log.SettingsRefused(logger, reasons);
        }
    }

    private sealed record Entry(WeChatPayOptions Options, WeChatPaySettings Settings);
}
