using System.CommandLine;
using OnboardingFlow.Cli.Commands;

var root = new RootCommand("Operates OnboardingFlow over its HTTP API, on either host.")
{
    StartCommand.Create(),
    SendCommand.Create(),
    GetCommand.Create(),
    WatchCommand.Create(),
    DemoCommand.Create(),
    SealCommand.Create(),
    DoctorCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
