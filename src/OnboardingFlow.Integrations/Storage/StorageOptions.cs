namespace OnboardingFlow.Integrations.Storage;

/// <summary>Section <c>Storage</c>: the storage account, by connection string or by addresses with Azure.Identity's default credential.</summary>
public sealed class StorageOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Storage";

    /// <summary>Azurite on its standard ports: the account when nothing else is set.</summary>
    public const string DevelopmentStorage = "UseDevelopmentStorage=true";

    /// <summary>Connection string of the account; not together with the addresses.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the queue service (https); then <see cref="BlobServiceUri"/> is needed too.</summary>
    public string? QueueServiceUri { get; set; }

    /// <summary>Address of the blob service (https).</summary>
    public string? BlobServiceUri { get; set; }

    internal bool UsesAddresses => !string.IsNullOrWhiteSpace(QueueServiceUri) || !string.IsNullOrWhiteSpace(BlobServiceUri);

    internal string EffectiveConnectionString => string.IsNullOrWhiteSpace(ConnectionString) ? DevelopmentStorage : ConnectionString;
}
