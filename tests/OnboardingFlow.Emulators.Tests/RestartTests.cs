using System.Text;
using System.Text.Json;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>A kept data folder continues.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("emulators-test-").FullName;

    private EmulatorOptions InFolder(EmulatorOptions options) => options with { DataDirectory = _directory };

    [Fact]
    public async Task Keys_secrets_persons_contracts_and_merchants_survive()
    {
        IReadOnlyList<VerificationKey> keys;
        string pem, settings, contractId;
        string[] seeded;
        byte[] wrapped;
        RawMerchant before;
        await using (var test = await EmulatorTest.StartAsync(InFolder))
        {
            before = test.Merchant;
            keys = test.Host.VerificationKeys;
            seeded = [test.Host.ApiV3Key, test.Host.MerchantSerial, test.Host.MerchantKeyVersion];
            pem = await File.ReadAllTextAsync(test.Host.TrustedCertificateFile, TestContext.Current.CancellationToken);
            settings = test.Host.LocalHostSettingsFile;
            await test.PresignAsync("u1");
            using var signed = await test.ActAsync("u1", "sign");
            contractId = (await test.GetUserAsync("u1")).Json.GetProperty("contract_id").GetString()!;
            using var vault = new RawVault(test.Host);
            wrapped = RawVault.Value((await vault.CallAsync(HttpMethod.Post, "/keys/onboarding-sealing/wrapkey", RawVault.Crypto("RSA-OAEP-256", [1, 2, 3]))).Json);
        }

        Assert.False(File.Exists(Path.Combine(_directory, "emulators.json")));
        await using var host = await EmulatorHost.StartAsync(InFolder(EmulatorOptions.OnFreePorts() with { ShareKeysInProcess = false }), TestContext.Current.CancellationToken);
        Assert.Equal(keys, host.VerificationKeys);
        Assert.Equal<string>(seeded, new[] { host.ApiV3Key, host.MerchantSerial, host.MerchantKeyVersion });
        Assert.Equal(pem, await File.ReadAllTextAsync(host.TrustedCertificateFile, TestContext.Current.CancellationToken));
        Assert.Equal(settings, host.LocalHostSettingsFile);
        using var merchant = new RawMerchant(host.WeChatPayAddress) { Serial = before.Serial };
        var user = (await merchant.CallAsync(HttpMethod.Get, $"/v3/offlinefacemch/organizations/{EmulatorTest.Organization}/users/out-user-id/u1")).Json;
        Assert.Equal("张小明", RawMerchant.Decrypt(user.GetProperty("user_name").GetString()!));
        Assert.Equal("CONTRACTED", (await merchant.CallAsync(HttpMethod.Get, $"/v3/offlineface/contracts/{contractId}?appid={RawMerchant.AppId}")).Json.GetProperty("contract_state").GetString());
        using var again = new RawVault(host);
        Assert.Equal([1, 2, 3], RawVault.Value((await again.CallAsync(HttpMethod.Post, "/keys/onboarding-sealing/unwrapkey", RawVault.Crypto("RSA-OAEP-256", wrapped))).Json));
    }

    [Fact]
    public async Task A_notification_that_the_merchant_has_not_got_is_sent_after_the_restart()
    {
        string id;
        await using (var merchant = await MerchantEndpoint.StartAsync(503))
        await using (var test = await EmulatorTest.StartAsync(InFolder, merchant.Url))
        {
            await test.PresignAsync("u1");
            using var signed = await test.ActAsync("u1", "sign");
            id = (await merchant.NextAsync()).Id;
        }

        await using var host = await EmulatorHost.StartAsync(InFolder(EmulatorOptions.OnFreePorts()), TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(host.WeChatPayAddress, "/_emulator/notifications"), TestContext.Current.CancellationToken);
        Assert.Equal(id, Assert.Single(JsonDocument.Parse(text).RootElement.EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task No_personal_data_is_in_clear_in_any_file()
    {
        await using var test = await EmulatorTest.StartAsync(InFolder);
        await test.PresignAsync("u1", b => b["limit_bank_card"] = test.Card());
        foreach (var file in Directory.GetFiles(_directory).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            foreach (var value in new[] { "张小明", "13800138000", "11010519491231002X", "6222020200112233445" }.Select(Encoding.UTF8.GetBytes))
            {
                Assert.DoesNotContain(Encoding.Latin1.GetString(value), text);
                Assert.DoesNotContain(Convert.ToBase64String(value).TrimEnd('='), text);
                Assert.DoesNotContain(Convert.ToHexString(value), text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_write_that_was_cut_short_is_forgotten_and_other_damage_is_refused()
    {
        await using (await EmulatorTest.StartAsync(InFolder))
        {
        }

        var journal = Path.Combine(_directory, "state.journal");
        await File.AppendAllTextAsync(journal, "AAAA", TestContext.Current.CancellationToken);
        await using (await EmulatorTest.StartAsync(InFolder))
        {
        }

        var lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        lines[1] = "AAAA";
        await File.WriteAllLinesAsync(journal, lines, TestContext.Current.CancellationToken);
        var damaged = await Assert.ThrowsAsync<InvalidDataException>(() => EmulatorTest.StartAsync(InFolder));
        Assert.Contains("line 2", damaged.Message);
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        await using var test = await EmulatorTest.StartAsync(InFolder);
        await Assert.ThrowsAsync<IOException>(() => EmulatorTest.StartAsync(InFolder));
    }

    [Fact]
    public async Task A_port_in_use_is_an_IOException_that_names_it()
    {
        await using var test = await EmulatorTest.StartAsync();
        var taken = test.Host.WeChatPayAddress.ToString();
        var refused = await Assert.ThrowsAsync<IOException>(() => EmulatorTest.StartAsync(o => o with { WeChatPayUrl = taken }));
        Assert.Contains(test.Host.WeChatPayAddress.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), refused.Message);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
