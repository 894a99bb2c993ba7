using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Identity;

namespace OnboardingFlow.Core;

/// <summary>Reads section <c>Onboarding</c> by hand, so that every wrong value gives its own line and durations may be written as people write them.</summary>
internal sealed class OnboardingSettingsReader(IConfiguration configuration) : IConfigureOptions<OnboardingSettings>
{
    /// <inheritdoc/>
    /// <exception cref="OptionsValidationException">With one line for each wrong value.</exception>
    public void Configure(OnboardingSettings options)
    {
        var values = new Values(configuration.GetSection(OnboardingSettings.Section));
        options.Deadline = values.Duration(nameof(options.Deadline), options.Deadline, OnboardingSettings.MaxDeadline);
        options.PollMin = values.Duration(nameof(options.PollMin), options.PollMin, TimeSpan.FromDays(1));
        options.PollMax = values.Duration(nameof(options.PollMax), options.PollMax, TimeSpan.FromDays(1));
        options.ReviewTimeout = values.Duration(nameof(options.ReviewTimeout), options.ReviewTimeout, TimeSpan.FromDays(90));
        options.AttentionTimeout = values.Duration(nameof(options.AttentionTimeout), options.AttentionTimeout, TimeSpan.FromDays(90));
        options.EraseAfter = values.Duration(nameof(options.EraseAfter), options.EraseAfter, TimeSpan.FromDays(3650));
        options.RequireConsent = values.Flag(nameof(options.RequireConsent), options.RequireConsent);
        options.AllowPrivateNotifyUrl = values.Flag(nameof(options.AllowPrivateNotifyUrl), options.AllowPrivateNotifyUrl);
        options.CardChecksum = values.Checksum(nameof(options.CardChecksum), options.CardChecksum);
        options.VerifierUrl = values.Address(nameof(options.VerifierUrl));
        options.UnsupportedBankTypes = values.List(nameof(options.UnsupportedBankTypes));
        if (options.PollMax < options.PollMin)
        {
            values.Errors.Add($"Onboarding:PollMax ({options.PollMax}) is shorter than Onboarding:PollMin ({options.PollMin}).");
        }

        if (values.Errors.Count > 0)
        {
            throw new OptionsValidationException(OnboardingSettings.Section, typeof(OnboardingSettings), values.Errors);
        }
    }

    private sealed class Values(IConfigurationSection section)
    {
        public List<string> Errors { get; } = [];

        public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan longest)
        {
            var text = Text(key);
            if (text is null)
            {
                return otherwise;
            }

            if (DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero && duration <= longest)
            {
                return duration;
            }

            Errors.Add($"{Name(key)} is '{text}': give a duration above zero and at most {longest.TotalDays} days, as 72:00:00, 3.00:00:00 or PT72H.");
            return otherwise;
        }

        public bool Flag(string key, bool otherwise)
        {
            var text = Text(key);
            if (text is null)
            {
                return otherwise;
            }

            if (bool.TryParse(text, out var flag))
            {
                return flag;
            }

            Errors.Add($"{Name(key)} is '{text}': give true or false.");
            return otherwise;
        }

        public CardChecksum Checksum(string key, CardChecksum otherwise)
        {
            switch (Text(key)?.ToUpperInvariant())
            {
                case null:
                    return otherwise;
                case "REJECT":
                    return CardChecksum.Reject;
                case "WARN":
                    return CardChecksum.Warn;
                default:
                    Errors.Add($"{Name(key)} is '{Text(key)}': give reject or warn.");
                    return otherwise;
            }
        }

        public Uri? Address(string key)
        {
            var text = Text(key);
            if (text is null)
            {
                return null;
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)))
            {
                return address;
            }

            // The address may hold a key: it isn't shown.
            Errors.Add($"{Name(key)} is no address that can be used: give an absolute https address (http on loopback only).");
            return null;
        }

        public IReadOnlyList<string> List(string key)
        {
            var listed = section.GetSection(key).GetChildren().Select(child => child.Value ?? "");
            var separated = (Text(key) ?? "").Split(',');
            return [.. listed.Concat(separated).Select(value => value.Trim()).Where(value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        private static string Name(string key) => $"{OnboardingSettings.Section}:{key}";

        private string? Text(string key) => section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
    }
}
