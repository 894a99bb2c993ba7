namespace OnboardingFlow.Emulators;

/// <summary>WeChat Pay takes only https addresses without a query; the emulator adds http on loopback.</summary>
internal static class NotifyUrl
{
    internal static string? Problem(string? value) => Uri.TryCreate(value, UriKind.Absolute, out var uri) switch
    {
        false => "must be an absolute address",
        true when uri!.Query.Length > 0 || uri.Fragment.Length > 0 => "must have no query",
        true when uri!.Scheme == Uri.UriSchemeHttps => null,
        true when uri!.Scheme == Uri.UriSchemeHttp && uri.IsLoopback => null,
        _ => "must be https (http is taken on loopback only)",
    };
}
