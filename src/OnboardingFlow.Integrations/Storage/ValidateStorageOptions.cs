using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace OnboardingFlow.Integrations.Storage;

internal sealed class ValidateStorageOptions : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(StorageOptions options)
    {
        if (!options.UsesAddresses)
        {
            if (!IsConnectionString(options.EffectiveConnectionString))
            {
                yield return "Storage:ConnectionString is not a connection string of a storage account (its value is not shown: it holds a key).";
            }

            yield break;
        }

        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            yield return "Storage:ConnectionString and Storage:QueueServiceUri are both set: set one of them.";
        }

        if (!IsHttps(options.QueueServiceUri))
        {
            yield return $"Storage:QueueServiceUri must be an https address; it is '{options.QueueServiceUri}'.";
        }

        if (!IsHttps(options.BlobServiceUri))
        {
            yield return $"Storage:BlobServiceUri must be an https address (needed with Storage:QueueServiceUri); it is '{options.BlobServiceUri}'.";
        }
    }

    private static bool IsHttps(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new QueueServiceClient(text);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
