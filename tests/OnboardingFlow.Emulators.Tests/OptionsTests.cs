namespace OnboardingFlow.Emulators.Tests;

public sealed class OptionsTests
{
    public static TheoryData<string> Wrong => [.. Spoiled.Keys];

    private static readonly Dictionary<string, Func<EmulatorOptions, EmulatorOptions>> Spoiled = new()
    {
        ["WeChatPayUrl"] = o => o with { WeChatPayUrl = "https://127.0.0.1:0" },
        ["KeyVaultUrl"] = o => o with { KeyVaultUrl = "https://10.0.0.1:7082" },
        ["NotifyUrl"] = o => o with { NotifyUrl = "http://example.org/notify" },
        ["MchId"] = o => o with { MchId = "abc" },
        ["AppId"] = o => o with { AppId = "" },
        ["Organizations"] = o => o with { Organizations = new Dictionary<string, string> { ["1"] = "x" } },
        ["TokenLifetime"] = o => o with { TokenLifetime = TimeSpan.Zero },
        ["NotificationTimeFactor"] = o => o with { NotificationTimeFactor = double.NaN },
        ["NotificationTimeout"] = o => o with { NotificationTimeout = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_setting_stops_the_start_by_name(string name)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => EmulatorHost.StartAsync(Spoiled[name](EmulatorOptions.OnFreePorts()), TestContext.Current.CancellationToken));
        Assert.Contains($"Emulators:{name}", refused.Message);
    }

    [Fact]
    public void The_command_line_sets_what_it_names_and_leaves_the_rest()
    {
        var options = OptionsReader.Read(["--notify-url", "https://example.org/n", "--Emulators:TokenLifetime=00:00:30", "--Emulators:Organizations:O9=School", "--sign-with", "Certificate"]);
        Assert.Equal(("https://example.org/n", TimeSpan.FromSeconds(30), SigningKeyKind.Certificate), (options.NotifyUrl, options.TokenLifetime, options.SignWith));
        Assert.Equal("School", options.SeededOrganizations["O9"]);
        Assert.Equal(new EmulatorOptions().KeyVaultUrl, options.KeyVaultUrl);
        Assert.NotNull(options.DataDirectory);
    }
}
