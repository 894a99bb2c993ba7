using System.CommandLine;
using OnboardingFlow.Cli.Api;

namespace OnboardingFlow.Cli.Commands;

/// <summary>The request queue.</summary>
internal sealed class QueueOptions
{
    private readonly Option<string> _storage = new("--storage")
    {
        Description = "Connection string of the storage account (or ONBOARDING_STORAGE).",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ONBOARDING_STORAGE") ?? "UseDevelopmentStorage=true",
    };

    public QueueOptions AddTo(Command command)
    {
        command.Options.Add(_storage);
        return this;
    }

    /// <summary>The queue of the account that is meant.</summary>
    /// <exception cref="CliException">The connection string is wrong.</exception>
    public RequestQueue QueueOf(ParseResult parsed) => new(parsed.GetRequiredValue(_storage));
}
