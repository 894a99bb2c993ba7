using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>Sorts what a start can fail with: which exit code, and one line for each thing that is wrong.</summary>
internal static class StartFaults
{
    /// <summary>Null when it isn't known: then it is a fault of ours.</summary>
    public static StartException? Sort(Exception error) => error switch
    {
        StartException known => known,
        OptionsValidationException wrong => new(ExitCode.Configuration, [.. wrong.Failures]),
        AggregateException many => SortAll(many),
        EngineStorageException folder => new(ExitCode.DataFolder, folder.Message),
        ActivityException file => new(ExitCode.DataFolder, file.Message),
        IOException { InnerException: AddressInUseException or SocketException } taken => AddressInUse(taken),
        AddressInUseException taken => AddressInUse(taken),
        InvalidDataException { InnerException: FormatException text } file => new(ExitCode.Configuration, $"{file.Message} {text.InnerException?.Message ?? text.Message}"),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } value => new(ExitCode.Configuration, value.Message),
        _ => null,
    };

    private static StartException? SortAll(AggregateException many)
    {
        var sorted = many.Flatten().InnerExceptions.Select(Sort).ToArray();
        return sorted is [{ } first, ..] && Array.TrueForAll(sorted, one => one?.Code == first.Code)
            ? new(first.Code, [.. sorted.SelectMany(one => one!.Lines)])
            : null;
    }

    private static StartException AddressInUse(Exception error) =>
        new(ExitCode.AddressInUse, $"{error.Message.TrimEnd('.')}. Stop what listens there, or set Http:Urls to another address.");
}
