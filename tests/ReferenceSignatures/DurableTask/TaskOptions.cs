namespace Microsoft.DurableTask;

public record TaskOptions(TaskRetryOptions? Retry = null, IDictionary<string, string>? Tags = null);
