using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Functions.Orchestrators;

namespace OnboardingFlow.Functions.Tests;

public sealed class HostTests
{
    public static TheoryData<Type> FunctionClasses => [.. typeof(OrchestratorFunctions).Assembly.GetTypes()
        .Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute))))];

    [Theory]
    [MemberData(nameof(FunctionClasses))]
    public async Task Every_function_class_gets_what_it_needs(Type type)
    {
        await using var services = Services(HostSettings.Sample());

        Assert.True(type.IsPublic);
        Assert.NotNull(ActivatorUtilities.CreateInstance(services, type));
    }

    [Fact]
    public async Task The_sample_settings_let_the_host_start()
    {
        await using var services = Services(HostSettings.Sample());

        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public async Task Readiness_names_the_keys_in_use_and_what_is_missing()
    {
        await using var services = Services(HostSettings.Sample());
        var ready = await WeChatPayAsync(services);
        Assert.Null(ready.Problem);
        Assert.Equal("encrypts with public key PUB_KEY_ID_0146573698177996623025560669020863, signs as 770BC4B7ABACD05D475FBA46F9B8BB3E81A1BAF9", ready.Detail);

        var settings = HostSettings.Sample();
        settings["WeChatPay:MerchantKeys:0:From"] = "2999-01-01T00:00:00Z";
        await using var tooEarly = Services(settings);
        Assert.Equal("no entry of WeChatPay:MerchantKeys has begun", (await WeChatPayAsync(tooEarly)).Problem);
    }

    [Fact]
    public async Task A_missing_table_address_stops_the_start_in_one_line()
    {
        var settings = HostSettings.Sample();
        settings["Storage:ConnectionString"] = null;
        settings["Storage:QueueServiceUri"] = "https://x.queue.core.windows.net";
        settings["Storage:BlobServiceUri"] = "https://x.blob.core.windows.net";
        await using var services = Services(settings);

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains("Storage:TableServiceUri", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void App_settings_win_over_a_settings_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{"WeChatPay":{"MchId":"from-file","AppId":"from-file"}}""");
            using var configuration = new ConfigurationManager();
            configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["WeChatPay:MchId"] = "from-settings" });
            configuration.AddSettingsFiles(file);

            Assert.Equal(("from-settings", "from-file"), (configuration["WeChatPay:MchId"], configuration["WeChatPay:AppId"]));
            Assert.Throws<FileNotFoundException>(() => configuration.AddSettingsFiles(file + ".missing"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<ReadinessResult> WeChatPayAsync(IServiceProvider services) =>
        services.GetServices<IReadinessCheck>().Single(check => check.Name == "wechatpay").CheckAsync(TestContext.Current.CancellationToken);

    private static ServiceProvider Services(ConfigurationManager configuration) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(configuration)
        .AddOnboardingFunctions(configuration)
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
}
