using Microsoft.Extensions.Options;

namespace OnboardingFlow.Functions.Tables;

/// <summary>Checks the part of section <c>Storage</c> that the queues' options don't know.</summary>
internal sealed class ValidateTableOptions : IValidateOptions<TableOptions>
{
    public ValidateOptionsResult Validate(string? name, TableOptions options) =>
        !options.UsesAddress || (Uri.TryCreate(options.TableServiceUri, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Storage:TableServiceUri must be an https address (needed with Storage:QueueServiceUri); it is '{options.TableServiceUri}'.");
}
