using Azure.Core;

namespace OnboardingFlow.Integrations.Storage;

/// <summary>How often and how long every storage client tries: a call that isn't answered ends after about a minute, and activities are repeated by their workflow.</summary>
public static class StorageRetries
{
    /// <summary>Sets the bounds on a client's options.</summary>
    public static T Bound<T>(T options)
        where T : ClientOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(15);
        return options;
    }
}
