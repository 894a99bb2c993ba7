using System.Diagnostics;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>The Key Vault emulator driven by Microsoft's own clients for JavaScript, as anybody else would: <c>tools/keyvault-js/drive.mjs</c> says what is tried.</summary>
public sealed class AzureSdkForJavaScriptTests
{
    [Fact]
    public async Task Keys_and_secrets_work_with_the_Azure_SDK_for_JavaScript()
    {
        var script = Path.Combine(Root(), "tools", "keyvault-js", "drive.mjs");
        Assert.True(
            Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules")),
            "The Azure SDK for JavaScript isn't installed: run tools/keyvault-js/install.sh (./test.sh does).");
        var tried = File.ReadLines(script).Count(line => line.TrimStart().StartsWith("held(", StringComparison.Ordinal));
        await using var test = await EmulatorTest.StartAsync();

        var start = new ProcessStartInfo("node", [script, test.Host.KeyVaultAddress.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_EXTRA_CA_CERTS"] = test.Host.TrustedCertificateFile;
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(node.ExitCode == 0, output + await errors);
        Assert.True(tried > 8 && output.Split('\n').Count(line => line.StartsWith("held: ", StringComparison.Ordinal)) >= tried, output);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OnboardingFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No OnboardingFlow.sln above the tests.");
        }

        return folder.FullName;
    }
}
