using System.Diagnostics;
using System.Reflection;

namespace OnboardingFlow.Functions.Tests.Infra;

/// <summary>The real Bicep compiler, on a copy of infra/: it writes its results beside its input.</summary>
internal sealed class BicepCompiler : IDisposable
{
    private static readonly string Program = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Bicep").Value!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra");

    public BicepCompiler()
    {
        var source = Path.Combine(Repository.Root, "infra");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = PathOf(Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Path of a file in the copy.</summary>
    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>Runs one command of the compiler; what it says counts as a fault.</summary>
    /// <returns>What it wrote to stdout.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, said) = await TryAsync(arguments);
        Assert.True(exitCode == 0 && said.Length == 0, $"bicep {string.Join(' ', arguments)} ended with {exitCode}: {said}");
        return output;
    }

    /// <summary>Runs one command of the compiler.</summary>
    public async Task<(int ExitCode, string Output, string Said)> TryAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, (await said).Trim());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
