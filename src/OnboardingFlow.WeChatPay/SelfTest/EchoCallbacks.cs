namespace OnboardingFlow.WeChatPay.SelfTest;

/// <summary>Where the reader of notifications hands over the self-test's callback. Only verified notifications get here.</summary>
internal sealed class EchoCallbacks
{
    private volatile Expected? _expected;

    /// <summary>Waits for the callback of one message; a further call replaces the one before.</summary>
    /// <returns>True when it came and opened, false when it can't be decrypted.</returns>
    public Task<bool> ExpectAsync(string message)
    {
        var expected = new Expected(message);
        _expected = expected;
        return expected.Came.Task;
    }

    /// <summary>A callback that opened; one of an earlier test changes nothing.</summary>
    public void Opened(string? message)
    {
        if (_expected is { } expected && expected.Message == message)
        {
            expected.Came.TrySetResult(true);
        }
    }

    /// <summary>A callback that no version of the APIv3 key opens.</summary>
    public void Unopened() => _expected?.Came.TrySetResult(false);

    private sealed record Expected(string Message)
    {
        public TaskCompletionSource<bool> Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
