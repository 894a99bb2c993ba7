using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OnboardingFlow.Tests.Shared;

/// <summary>
/// A real Azurite of its own: free ports, a new folder, gone when disposed of, or when the test process ends however it ends. Each test takes an account
/// of its own, because the queues' names are fixed.
/// </summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    private const int Accounts = 200;

    /// <summary>No secret: the server listens on loopback only, for as long as the tests run.</summary>
    private const string AccountKey = "b25ib2FyZGluZ2Zsb3cgdGVzdHMgb25seQ==";

    /// <summary>Node ends when its standard input does, which is when the process that started it is gone.</summary>
    private const string EndWithParent = "data:text/javascript,process.stdin.resume().on('end',()=>process.exit()).on('error',()=>process.exit())";

    private readonly Process _process;
    private readonly Task<string> _errors;
    private int _given;

    private AzuriteServer(Process process, string folder)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        Folder = folder;
    }

    /// <summary>Where it writes what it is given.</summary>
    public string Folder { get; }

    /// <summary>Port of the blob service.</summary>
    public int BlobPort { get; private set; }

    /// <summary>Port of the queue service.</summary>
    public int QueuePort { get; private set; }

    /// <summary>Port of the table service.</summary>
    public int TablePort { get; private set; }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until all its services listen.</summary>
    public static async Task<AzuriteServer> StartAsync(CancellationToken cancellationToken)
    {
        var tools = Path.Combine(Repository.Root, "tools", "azurite");
        var script = Path.Combine(tools, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
        {
            throw new InvalidOperationException("Azurite is not installed: run tools/azurite/install.sh (./test.sh does).");
        }

        var folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--import", EndWithParent, script,
                "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", folder,
                "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
                "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            },
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(number => $"account{number}:{AccountKey}"));
        var server = new AzuriteServer(Process.Start(start)!, folder);
        try
        {
            await server.ReadPortsAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connection string of an account that nobody used yet.</summary>
    public string NewAccount()
    {
        var number = Interlocked.Increment(ref _given);
        if (number > Accounts)
        {
            throw new InvalidOperationException($"Only {Accounts} accounts were made.");
        }

        var name = $"account{number}";
        return $"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={AccountKey};BlobEndpoint=http://127.0.0.1:{BlobPort}/{name};"
            + $"QueueEndpoint=http://127.0.0.1:{QueuePort}/{name};TableEndpoint=http://127.0.0.1:{TablePort}/{name};";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task ReadPortsAsync(CancellationToken cancellationToken)
    {
        while (BlobPort == 0 || QueuePort == 0 || TablePort == 0)
        {
            var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException($"Azurite ended: {await _errors}");
            if (Listening().Match(line) is { Success: true } match)
            {
                var port = int.Parse(match.Groups["port"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
                _ = match.Groups["service"].Value switch
                {
                    "Blob" => BlobPort = port,
                    "Queue" => QueuePort = port,
                    _ => TablePort = port,
                };
            }
        }

        // Read on, or Azurite would block on a full pipe.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Listening();
}
