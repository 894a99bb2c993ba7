namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>Escapes what comes from outside for a path or a query.</summary>
internal static class ApiPath
{
    /// <summary>One segment of a path.</summary>
    /// <exception cref="ArgumentException">It is empty, or dots that would change the path.</exception>
    public static string Segment(string value) => value is "" or "." or ".."
        ? throw new ArgumentException($"'{value}' can't be part of an address.", nameof(value))
        : Uri.EscapeDataString(value);

    /// <summary>One value of a query.</summary>
    public static string Query(string value) => Uri.EscapeDataString(value);
}
