using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Tests.Shared;

/// <summary>Azurite, the emulators and LocalHost as processes of their own on free ports, with a folder of their own.</summary>
internal sealed class SystemProcesses : IAsyncDisposable
{
    private readonly string[] _hostArguments;
    private readonly List<ServerProcess> _hosts = [];

    private SystemProcesses(string folder, AzuriteServer azurite, ServerProcess emulators, JsonNode settings, Uri host, string[] hostSettings, int? queuePort)
    {
        Folder = folder;
        Azurite = azurite;
        Emulators = emulators;
        Storage = azurite.NewAccount();
        KeyVault = TrustingClient(
            new Uri(settings[nameof(KeyVault)]!["Address"]!.GetValue<string>()), Path.Combine(EmulatorsFolder, "emulator-ca.pem"));
        WeChatPay = new HttpClient { BaseAddress = new Uri(settings[nameof(WeChatPay)]!["BaseAddress"]!.GetValue<string>()) };
        Api = new HttpClient { BaseAddress = host };
        _hostArguments =
        [
            "--settings",
            Path.Combine(EmulatorsFolder, "localhost.settings.json"),
            $"--Engine:DataDirectory={HostFolder}",
            $"--Http:Urls={host.GetLeftPart(UriPartial.Authority)}",
            $"--WeChatPay:SelfTest:NotifyUrl={host}api/wechatpay/notifications",
            $"--Storage:ConnectionString={Storage.Replace($":{azurite.QueuePort}/", $":{queuePort ?? azurite.QueuePort}/", StringComparison.Ordinal)}",
            .. hostSettings,
        ];
    }

    public string Folder { get; }

    /// <summary>Environment variables of LocalHost's next life.</summary>
    public IReadOnlyDictionary<string, string>? HostEnvironment { get; set; }

    public string HostFolder => Path.Combine(Folder, "host");

    public string EmulatorsFolder => Path.Combine(Folder, "emulators");

    public AzuriteServer Azurite { get; }

    public ServerProcess Emulators { get; }

    /// <summary>LocalHost in the life that it is in.</summary>
    public ServerProcess Host => _hosts[^1];

    /// <summary>Everything that LocalHost printed, in all its lives.</summary>
    public string HostOutput => string.Concat(_hosts.Select(host => host.Output));

    /// <summary>Connection string.</summary>
    public string Storage { get; }

    /// <summary>The host's API, with the key that it made at its first start.</summary>
    public HttpClient Api { get; }

    /// <summary>The WeChat Pay emulator's control API.</summary>
    public HttpClient WeChatPay { get; }

    /// <summary>The Key Vault emulator: its control API and, with any token, its keys.</summary>
    public HttpClient KeyVault { get; }

    /// <param name="hostSettings">Arguments for LocalHost.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <param name="queueGate">Gives the port at which LocalHost reaches the queues, when something stands between.</param>
    /// <param name="hostEnvironment">Environment variables of LocalHost.</param>
    public static async Task<SystemProcesses> StartAsync(
        IEnumerable<string> hostSettings,
        CancellationToken cancellationToken,
        Func<AzuriteServer, int>? queueGate = null,
        IReadOnlyDictionary<string, string>? hostEnvironment = null)
    {
        var folder = Directory.CreateTempSubdirectory("onboarding-system-").FullName;
        var emulatorsFolder = Directory.CreateDirectory(Path.Combine(folder, "emulators")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "host"));
        var host = new Uri($"http://127.0.0.1:{FreePort()}");
        var azurite = await AzuriteServer.StartAsync(cancellationToken);
        var emulators = await ServerProcess.StartAsync(
            Repository.Program("OnboardingFlow.Emulators", "OnboardingFlow.Emulators.dll"),
            [
                $"--Emulators:DataDirectory={emulatorsFolder}",
                "--Emulators:WeChatPayUrl=http://127.0.0.1:0",
                "--Emulators:KeyVaultUrl=https://127.0.0.1:0",
                $"--Emulators:NotifyUrl={host}api/wechatpay/notifications",
                "--Emulators:NotificationTimeFactor=0.1",
            ],
            Path.Combine(emulatorsFolder, "emulators.json"),
            cancellationToken);
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(emulatorsFolder, "localhost.settings.json"), cancellationToken))!;
        var system = new SystemProcesses(folder, azurite, emulators, settings, host, [.. hostSettings], queueGate?.Invoke(azurite))
        {
            HostEnvironment = hostEnvironment,
        };
        try
        {
            await system.StartHostAsync(cancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync(); // What had started must not outlive a host that refuses to.
            throw;
        }
    }

    /// <summary>Starts LocalHost, the first time or after a kill.</summary>
    public async Task StartHostAsync(CancellationToken cancellationToken)
    {
        _hosts.Add(await ServerProcess.StartAsync(
            Repository.Program("OnboardingFlow.LocalHost", "OnboardingFlow.LocalHost.dll"),
            _hostArguments,
            Path.Combine(HostFolder, "localhost.json"),
            cancellationToken,
            HostEnvironment));
        var keyFile = Path.Combine(HostFolder, "api-key");
        if (File.Exists(keyFile)) // A host that was given keys makes none.
        {
            var key = (await File.ReadAllTextAsync(keyFile, cancellationToken)).Trim();
            Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await Emulators.DisposeAsync();
        await Azurite.DisposeAsync();
        Api.Dispose();
        WeChatPay.Dispose();
        KeyVault.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static HttpClient TrustingClient(Uri address, string certificateFile)
    {
        var trusted = X509Certificate2.CreateFromPem(File.ReadAllText(certificateFile)).Thumbprint;
        return new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == trusted })
        {
            BaseAddress = address,
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
