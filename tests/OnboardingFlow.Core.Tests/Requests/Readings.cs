using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Tests.Requests;

/// <summary>What came of reading a request.</summary>
internal static class Readings
{
    public static void AssertOnlyError(RequestReading reading, string path, string message)
    {
        Assert.Null(reading.Request);
        var error = Assert.Single(reading.Errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", error.Message, StringComparison.Ordinal);
    }

    public static void AssertError(RequestReading reading, string path, string message)
    {
        Assert.Null(reading.Request);
        Assert.Contains(reading.Errors, error => error.Path == path && error.Message.Contains(message, StringComparison.Ordinal));
    }
}
