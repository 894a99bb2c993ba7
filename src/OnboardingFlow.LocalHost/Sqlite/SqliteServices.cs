using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Hosting;
using OnboardingFlow.LocalHost.Sqlite.Audit;
using OnboardingFlow.LocalHost.Sqlite.Index;
using OnboardingFlow.LocalHost.Sqlite.Keys;

namespace OnboardingFlow.LocalHost.Sqlite;

/// <summary>Adds this host's stores.</summary>
internal static class SqliteServices
{
    /// <summary>The index, the data keys and the audit trail, in files of the data folder.</summary>
    public static IServiceCollection AddSqliteStores(this IServiceCollection services, DataFolder folder) => services
        .AddSingleton(_ => new SqliteOnboardingIndex(folder.Path))
        .AddSingleton<IOnboardingIndex>(services => services.GetRequiredService<SqliteOnboardingIndex>())
        .AddSingleton(services => new SqliteAuditTrail(folder.Path, services.GetService<TimeProvider>() ?? TimeProvider.System))
        .AddSingleton<IAuditTrail>(services => services.GetRequiredService<SqliteAuditTrail>())
        .AddSingleton<IDataKeyStore>(_ => new SqliteDataKeyStore(folder.Path));

    /// <summary>Opens them, so that a bad file stops the start.</summary>
    /// <exception cref="ActivityException">A file is damaged, of a newer release, or can't be opened.</exception>
    public static void OpenSqliteStores(this IServiceProvider services)
    {
        services.GetRequiredService<IOnboardingIndex>();
        services.GetRequiredService<IDataKeyStore>();
        services.GetRequiredService<IAuditTrail>();
    }
}
