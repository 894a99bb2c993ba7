using System.Net;

namespace OnboardingFlow.Emulators;

/// <summary>Options from configuration (section <c>Emulators</c>) and their check.</summary>
internal static class OptionsReader
{
    private const string Section = "Emulators";
    private const string DefaultDirectory = "./data/emulators";

    /// <summary>Short switches of the command line.</summary>
    internal static readonly Dictionary<string, string> Switches = new()
    {
        ["--data-directory"] = "Emulators:DataDirectory",
        ["--wechatpay-url"] = "Emulators:WeChatPayUrl",
        ["--keyvault-url"] = "Emulators:KeyVaultUrl",
        ["--notify-url"] = "Emulators:NotifyUrl",
        ["--mchid"] = "Emulators:MchId",
        ["--appid"] = "Emulators:AppId",
        ["--token-lifetime"] = "Emulators:TokenLifetime",
        ["--notification-time-factor"] = "Emulators:NotificationTimeFactor",
        ["--sign-with"] = "Emulators:SignWith",
    };

    /// <summary>A switch that means nothing here, or null: a typo must not leave a default in force.</summary>
    internal static string? UnknownSwitch(string[] args) => args
        .Where(a => a.StartsWith("--", StringComparison.Ordinal))
        .Select(a => a.Split('=')[0])
        .FirstOrDefault(a => !Switches.ContainsKey(a) && !a.StartsWith($"--{Section}:", StringComparison.OrdinalIgnoreCase));

    internal static EmulatorOptions Read(string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile("emulators.settings.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(args, Switches)
            .Build();
        var options = configuration.GetSection(Section).Get<EmulatorOptions>() ?? new EmulatorOptions();
        return options with { DataDirectory = options.DataDirectory ?? DefaultDirectory };
    }

    /// <summary>One line for each wrong value; empty when all are right.</summary>
    internal static IReadOnlyList<string> Errors(EmulatorOptions options)
    {
        var errors = new List<string>();
        CheckListener(errors, nameof(options.WeChatPayUrl), options.WeChatPayUrl, Uri.UriSchemeHttp);
        CheckListener(errors, nameof(options.KeyVaultUrl), options.KeyVaultUrl, Uri.UriSchemeHttps);
        if (NotifyUrl.Problem(options.NotifyUrl) is { } problem)
        {
            errors.Add($"Emulators:NotifyUrl '{options.NotifyUrl}': {problem}");
        }

        if (options.MchId.Length == 0 || !options.MchId.All(char.IsAsciiDigit))
        {
            errors.Add($"Emulators:MchId '{options.MchId}': must be digits, for example 1900000001");
        }

        if (options.AppId.Length == 0)
        {
            errors.Add("Emulators:AppId is empty: give one, for example wx8888888888888888");
        }

        foreach (var id in options.SeededOrganizations.Keys.Where(id => !id.StartsWith('O')))
        {
            errors.Add($"Emulators:Organizations: '{id}' must begin with O, as WeChat Pay's ids do");
        }

        if (options.TokenLifetime <= TimeSpan.Zero)
        {
            errors.Add($"Emulators:TokenLifetime '{options.TokenLifetime}': must be above zero, for example 00:05:00");
        }

        if (options.NotificationTimeFactor is not (>= 0 and <= 1000))
        {
            errors.Add($"Emulators:NotificationTimeFactor '{options.NotificationTimeFactor}': must be from 0 to 1000");
        }

        if (options.NotificationTimeout <= TimeSpan.Zero)
        {
            errors.Add($"Emulators:NotificationTimeout '{options.NotificationTimeout}': must be above zero, for example 00:00:05");
        }

        return errors;
    }

    private static void CheckListener(List<string> errors, string name, string value, string scheme)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme != scheme || uri.PathAndQuery != "/")
        {
            errors.Add($"Emulators:{name} '{value}': must be {scheme}://127.0.0.1:PORT");
        }
        else if (uri.Host != "localhost" && !(IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address)))
        {
            errors.Add($"Emulators:{name} '{value}': the emulators listen on loopback only; use 127.0.0.1");
        }
    }
}
