using Microsoft.Extensions.Options;
using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.WeChatPay.Settings;

/// <summary>Checks the settings, one clear line for each that is wrong or missing.</summary>
internal sealed class WeChatPayOptionsValidator : IValidateOptions<WeChatPayOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatPayOptions options)
    {
        List<string> lines = [];
        Address(lines, nameof(options.BaseAddress), options.BaseAddress);
        Address(lines, nameof(options.StandbyAddress), options.StandbyAddress);
        Text(lines, "WeChatPay:MchId", options.MchId, "the merchant id, digits only", static c => char.IsAsciiDigit(c));
        Text(lines, "WeChatPay:AppId", options.AppId, "the app id, letters and digits", static c => char.IsAsciiLetterOrDigit(c));
        Span(lines, nameof(options.AttemptTimeout), options.AttemptTimeout, TimeSpan.FromMinutes(1));
        Span(lines, nameof(options.CallTimeout), options.CallTimeout, TimeSpan.FromMinutes(5));
        Span(lines, nameof(options.RetryDelay), options.RetryDelay, TimeSpan.FromSeconds(10));
        NotifyUrl(lines, options.SelfTest.NotifyUrl);
        MerchantKeys(lines, options.MerchantKeys);
        PublicKeys(lines, options.PublicKeys);
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }

    private static void Address(List<string> lines, string key, Uri? address)
    {
        var fine = address is { IsAbsoluteUri: true, PathAndQuery: "/", UserInfo: "" }
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
        if (!fine)
        {
            lines.Add($"WeChatPay:{key} is '{address}': give an https address without a path (http only on loopback).");
        }
    }

    private static void NotifyUrl(List<string> lines, Uri? address)
    {
        var fine = address is null or { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" }
            && (address is null || address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
        if (!fine)
        {
            lines.Add($"WeChatPay:SelfTest:NotifyUrl is '{address}': give this host's notification address as WeChat Pay reaches it, https and without a query (http only on loopback).");
        }
    }

    private static void Text(List<string> lines, string key, string? value, string what, Func<char, bool> allowed)
    {
        if (string.IsNullOrEmpty(value) || value.Length > 64 || !value.All(allowed))
        {
            lines.Add($"{key} is '{value}': set it to {what}.");
        }
    }

    private static void Span(List<string> lines, string key, TimeSpan value, TimeSpan most)
    {
        if (value <= TimeSpan.Zero || value > most)
        {
            lines.Add($"WeChatPay:{key} is {value}: it must be more than zero and at most {most}.");
        }
    }

    private static void MerchantKeys(List<string> lines, IList<MerchantKeyOptions> keys)
    {
        if (keys.Count == 0)
        {
            lines.Add("WeChatPay:MerchantKeys is empty: name at least one merchant certificate as {Serial, KeyVersion, From}.");
        }

        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Serial is not { Length: > 0 and <= 64 } serial || !serial.All(char.IsAsciiHexDigit) || serial.Any(char.IsAsciiLetterLower))
            {
                lines.Add($"WeChatPay:MerchantKeys:{i}:Serial is '{keys[i].Serial}': give the certificate's serial in upper-case hex.");
            }
        }

        // Two certificates can't both belong to whatever version happens to be the newest.
        if (keys.Count(k => string.IsNullOrEmpty(k.KeyVersion)) > 1)
        {
            lines.Add("WeChatPay:MerchantKeys has more than one entry without KeyVersion: give each its Key Vault key version.");
        }

        foreach (var twice in keys.GroupBy(k => k.From).Where(g => g.Count() > 1))
        {
            lines.Add($"WeChatPay:MerchantKeys has more than one entry from {twice.Key:O}: give each its own From.");
        }
    }

    private static void PublicKeys(List<string> lines, IList<PublicKeyOptions> keys)
    {
        // None at all is a merchant with platform certificates only, which are downloaded.
        HashSet<string> serials = new(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            if (!PlatformKeyReader.TryRead(keys[i], out var key, out var error))
            {
                lines.Add($"WeChatPay:PublicKeys:{i} {error}");
            }
            else if (!serials.Add(key.Serial))
            {
                lines.Add($"WeChatPay:PublicKeys:{i}:Serial is '{key.Serial}', which an entry before it has already.");
            }
        }
    }
}
