namespace OnboardingFlow.Integrations;

/// <summary>Addresses that an operator configures for calls that carry personal data or signatures.</summary>
internal static class HttpAddress
{
    /// <summary>Null when the text is an https address, or an http address of this machine; else what is wrong with it.</summary>
    public static string? ErrorOf(string key, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? null
            : $"{key} must be an https address (http only for this machine); it is '{text}'.";
}
