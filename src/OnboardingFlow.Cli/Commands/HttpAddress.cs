using System.CommandLine.Parsing;

namespace OnboardingFlow.Cli.Commands;

/// <summary>Reads addresses from the command line.</summary>
internal static class HttpAddress
{
    public static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
        {
            return address;
        }

        result.AddError($"'{text}' must be an http or https address.");
        return null;
    }
}
