using System.Text;

namespace OnboardingFlow.Engine.Execution;

/// <summary>Sizes that texts must keep to.</summary>
internal sealed record PayloadLimits(int PayloadBytes, int CustomStatusBytes)
{
    /// <summary>Longest instance, orchestration, activity or event name, in characters.</summary>
    public const int NameLength = 256;

    public static void CheckName(string name, string what)
    {
        if (string.IsNullOrEmpty(name) || name.Length > NameLength)
        {
            throw new EngineLimitException($"{what} has {name?.Length ?? 0} characters; it needs 1 to {NameLength}.");
        }
    }

    public void CheckPayload(string? text, string what) => Check(text, what, PayloadBytes, "keep large data elsewhere and pass a reference");

    public void CheckCustomStatus(string? text) => Check(text, "custom status", CustomStatusBytes, "show less in it");

    private static void Check(string? text, string what, int limit, string advice)
    {
        // A character takes at most three bytes, so most texts need no counting.
        if (text is not null && text.Length > limit / 3 && Encoding.UTF8.GetByteCount(text) is var bytes && bytes > limit)
        {
            throw new EngineLimitException($"The {what} has {bytes} bytes, the limit is {limit}: {advice}.");
        }
    }
}
