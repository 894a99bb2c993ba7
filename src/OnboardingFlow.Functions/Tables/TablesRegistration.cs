using Azure.Data.Tables;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Functions.Tables;

/// <summary>The read model and the data keys on Azure Tables.</summary>
internal static class TablesRegistration
{
    public static IServiceCollection AddOnboardingTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TableOptions>().Bind(configuration.GetSection(TableOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TableOptions>, ValidateTableOptions>();
        services.AddAzureClients(clients => clients
            .AddClient<TableServiceClient, TableClientOptions>((options, credential, provider) =>
            {
                var settings = provider.GetRequiredService<IOptions<TableOptions>>().Value;
                return settings.UsesAddress
                    ? new TableServiceClient(new Uri(settings.TableServiceUri!), credential, options)
                    : new TableServiceClient(settings.EffectiveConnectionString, options);
            })
            .ConfigureOptions(options => StorageRetries.Bound(options)));
        services.AddSingleton<TableStorage>();
        services.AddSingleton<IDataKeyStore, TableDataKeyStore>();
        services.AddSingleton<IOnboardingIndex, TableOnboardingIndex>();
        return services;
    }
}
