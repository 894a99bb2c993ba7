using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Functions.Tables;

/// <summary>Section <c>Storage</c>, the part about tables: by connection string, or by address with Azure.Identity's default credential.</summary>
internal sealed class TableOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Storage";

    /// <summary>Connection string of the account; Azurite on its standard ports when nothing is set.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the queue service: when it is set, tables are reached by address too.</summary>
    public string? QueueServiceUri { get; set; }

    /// <summary>Address of the table service (https).</summary>
    public string? TableServiceUri { get; set; }

    internal string EffectiveConnectionString => string.IsNullOrWhiteSpace(ConnectionString) ? StorageOptions.DevelopmentStorage : ConnectionString;

    internal bool UsesAddress => !string.IsNullOrWhiteSpace(QueueServiceUri) || !string.IsNullOrWhiteSpace(TableServiceUri);
}
