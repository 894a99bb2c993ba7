namespace Microsoft.DurableTask;

public sealed class TaskRetryOptions;
