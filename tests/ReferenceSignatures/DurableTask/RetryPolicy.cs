namespace Microsoft.DurableTask;

public class RetryPolicy(
    int maxNumberOfAttempts,
    TimeSpan firstRetryInterval,
    double backoffCoefficient = 1,
    TimeSpan? maxRetryInterval = null,
    TimeSpan? retryTimeout = null)
{
    private readonly Func<TaskFailureDetails, bool>? _handleFailure;

    public int MaxNumberOfAttempts { get; } = maxNumberOfAttempts;

    public TimeSpan FirstRetryInterval { get; } = firstRetryInterval;

    public double BackoffCoefficient { get; } = backoffCoefficient;

    public TimeSpan MaxRetryInterval { get; } = maxRetryInterval ?? TimeSpan.FromHours(1);

    public TimeSpan RetryTimeout { get; } = retryTimeout ?? Timeout.InfiniteTimeSpan;

    public Func<Exception, bool> Handle => fault =>
        fault is not TaskFailedException { FailureDetails: { } details } || _handleFailure is null || _handleFailure(details);

    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => _handleFailure = value;
    }
}
