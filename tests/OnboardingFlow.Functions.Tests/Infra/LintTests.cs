namespace OnboardingFlow.Functions.Tests.Infra;

public sealed class LintTests
{
    [Fact]
    public async Task The_template_compiles_and_lints_without_a_warning()
    {
        using var bicep = new BicepCompiler();

        await bicep.RunAsync("lint", "main.bicep");
        await bicep.RunAsync("lint", "main.dev.bicepparam");
        await bicep.RunAsync("lint", "main.prod.bicepparam");
        await bicep.RunAsync("build", "main.bicep", "--stdout");
    }

    [Fact]
    public async Task A_flaw_is_refused()
    {
        using var bicep = new BicepCompiler();
        await File.AppendAllTextAsync(bicep.PathOf("main.bicep"), "\nparam unused string = 'x'\n", TestContext.Current.CancellationToken);

        var (exitCode, _, said) = await bicep.TryAsync("lint", "main.bicep");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("no-unused-params", said, StringComparison.Ordinal);
    }
}
