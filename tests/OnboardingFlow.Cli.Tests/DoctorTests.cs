namespace OnboardingFlow.Cli.Tests;

public sealed class DoctorTests
{
    [Theory]
    [InlineData(true, 200, 0)]
    [InlineData(false, 503, 4)]
    public async Task Each_dependency_is_shown_with_what_is_wrong(bool ready, int status, int exitCode)
    {
        var reason = ready ? "null" : "\"the key is disabled: enable it\"";
        using var api = new StubApi().Answer("GET /readyz", status, $$"""
            {"status":"{{(ready ? "ready" : "not_ready")}}","checks":[{"name":"keyvault","ready":{{(ready ? "true" : "false")}},"reason":{{reason}},"duration_ms":3},{"name":"queue","ready":true,"reason":null,"duration_ms":1}]}
            """);

        var run = await Onboarding.RunAsync("doctor", "--host", api.Address);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(!ready, run.Output.Contains("FAIL  keyvault   the key is disabled: enable it", StringComparison.Ordinal));
        Assert.Contains("ok    queue", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_the_role_read_is_told()
    {
        using var api = new StubApi().Answer("GET /readyz", 200, """{"status":"ready"}""");

        var run = await Onboarding.RunAsync("doctor", "--host", api.Address);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("needs the role read", run.Errors, StringComparison.Ordinal);
    }
}
