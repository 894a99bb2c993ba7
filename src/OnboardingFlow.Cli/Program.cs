using System.CommandLine;
using OnboardingFlow.Cli;
using OnboardingFlow.Cli.Commands;

var root = new RootCommand("Operates OnboardingFlow over its HTTP API, on either host.")
{
    StartCommand.Create(),
    SendCommand.Create(),
    ImportCommand.Create(),
    SealCommand.Create(),
    GetCommand.Create(),
    WatchCommand.Create(),
    ListCommand.Create(),
    TimelineCommand.Create(),
    CountsCommand.Create(),
    TokenCommand.Create(),
    RepaymentUrlCommand.Create(),
    ReviewCommand.Create(),
    PoisonCommands.Create(),
    RewrapCommand.Create(),
    EmulateCommands.Create(),
    DoctorCommand.Create(),
    ProbeBankCommand.Create(),
    DemoCommand.Create(),
    CompletionCommand.Create(),
};
foreach (var operation in OperationCommands.Create())
{
    root.Subcommands.Add(operation);
}

var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
