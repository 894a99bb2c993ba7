using System.Diagnostics;
using System.Globalization;
using OnboardingFlow.LocalHost.Commands;
using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Tests.Deployment;

/// <summary>The systemd units say nothing that the program doesn't know, and are as tight as they promise.</summary>
public sealed class UnitFileTests : IDisposable
{
    private const string Program = "/opt/onboardingflow/OnboardingFlow.LocalHost";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_host_is_started_with_arguments_and_settings_that_it_has()
    {
        var command = UnitFile.Host["ExecStart"].Split(' ');
        var arguments = Arguments.Parse(command[1..]);

        Assert.Equal(Program, command[0]);
        Assert.Equal(typeof(ExitCode).Assembly.GetName().Name, Path.GetFileName(command[0]));
        Assert.Equal(["/etc/onboardingflow/settings.json"], arguments.SettingsFiles);
        Assert.Equal("-/etc/onboardingflow/environment", UnitFile.Host["EnvironmentFile"]);
        Assert.Equal($"/var/lib/{UnitFile.Host["StateDirectory"]}", DataDirectory(UnitFile.Host));
    }

    [Fact]
    public void A_backup_is_a_command_that_the_host_has_of_the_same_data()
    {
        var backup = UnitFile.Read("onboardingflow-backup.service");

        Assert.Contains($"{Program} backup \"/var/backups/onboardingflow/", backup["ExecStart"], StringComparison.Ordinal);
        Assert.Contains("backup FOLDER", CommandLine.Usage, StringComparison.Ordinal);
        Assert.Equal(DataDirectory(UnitFile.Host), DataDirectory(backup));
        Assert.Equal($"{DataDirectory(backup)} /var/backups/onboardingflow", backup["ReadWritePaths"]);
        Assert.Equal(UnitFile.Host["User"], backup["User"]);
        Assert.True(File.Exists(Path.Combine(UnitFile.Folder, "onboardingflow-backup.timer")));
    }

    [Fact]
    public void Systemd_waits_longer_than_a_stop_takes_and_a_stop_takes_ten_seconds_at_most()
    {
        var waits = TimeSpan.FromSeconds(int.Parse(UnitFile.Host["TimeoutStopSec"], CultureInfo.InvariantCulture));

        Assert.InRange(ServiceManager.StopTimeout, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
        Assert.True(waits > ServiceManager.StopTimeout + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void What_does_not_mend_itself_is_not_tried_again() => Assert.Equal(
        [(int)ExitCode.Configuration, (int)ExitCode.DataFolder],
        UnitFile.Host["RestartPreventExitStatus"].Split(' ').Select(code => int.Parse(code, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("onboardingflow.service")]
    [InlineData("onboardingflow-backup.service")]
    public void It_may_write_to_its_own_folders_only_and_gain_nothing(string unit)
    {
        var file = UnitFile.Read(unit);

        Assert.NotEqual("root", file["User"]);
        Assert.Equal("strict", file["ProtectSystem"]);
        Assert.Equal("", file["CapabilityBoundingSet"]);
        Assert.Equal("0077", file["UMask"]);
        Assert.Equal("0", file["LimitCORE"]);
        Assert.Contains("DOTNET_EnableDiagnostics=0", file.All("Environment"));
        foreach (var setting in (string[])["NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "ProtectKernelTunables", "ProtectControlGroups", "RestrictSUIDSGID"])
        {
            Assert.Equal("yes", file[setting]);
        }
    }

    [Theory]
    [InlineData("onboardingflow.service")]
    [InlineData("onboardingflow-backup.service")]
    [InlineData("onboardingflow-backup.timer")]
    public async Task Systemd_finds_nothing_wrong_with_it(string unit)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "This machine has no systemd-analyze.");

        // It looks for the program, too: here one stands for it that is there.
        foreach (var file in Directory.EnumerateFiles(UnitFile.Folder))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(folder.File(Path.GetFileName(file)), text.Replace(Program, "/bin/true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        using var verify = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", folder.File(unit)]) { RedirectStandardError = true })!;
        var said = await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await verify.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Neither the exit code nor the other lines: they may be about units of this machine that are none of ours.
        Assert.DoesNotContain(said.Split('\n'), line => line.Contains("onboardingflow", StringComparison.Ordinal));
    }

    private static string DataDirectory(UnitFile unit)
    {
        const string Setting = "Engine__DataDirectory=";
        return Assert.Single(unit.All("Environment"), value => value.StartsWith(Setting, StringComparison.Ordinal))[Setting.Length..];
    }
}
