using OnboardingFlow.Core;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine;
using OnboardingFlow.Engine.History;
using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Commands;

/// <summary>Checks that today's workflow repeats what a history recorded. Runs no activity and asks nobody.</summary>
internal static class ReplayCommand
{
    /// <summary>Checks exported histories; a line each.</summary>
    public static ExitCode Check(IReadOnlyList<string> files)
    {
        var registry = Registry();
        var fits = true;
        foreach (var file in files)
        {
            fits &= Check(registry, file, Read(file));
        }

        return fits ? ExitCode.Stopped : ExitCode.Differs;
    }

    /// <summary>Exports the histories of an instance and checks them.</summary>
    public static ExitCode Add(string dataDirectory, string instanceId, string folder)
    {
        var histories = EngineArchive.ReadHistories(dataDirectory, instanceId);
        if (histories.Count == 0)
        {
            throw new StartException(ExitCode.Configuration, $"{EngineArchive.FileIn(dataDirectory)} has no instance '{instanceId}'.");
        }

        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var history in histories)
        {
            var name = string.Concat($"{history.Orchestration}-{instanceId}-{history.Run}-{history.Execution}".Select(c => Path.GetInvalidFileNameChars().Contains(c) ? '_' : c));
            files.Add(Path.Combine(folder, name + ".json"));
            File.WriteAllText(files[^1], HistoryFile.Write(history));
        }

        return Check(files);
    }

    private static InstanceHistory Read(string file)
    {
        try
        {
            return HistoryFile.Read(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new StartException(ExitCode.DataFolder, $"{file} can't be read: {e.Message}");
        }
    }

    private static bool Check(DurableRegistry registry, string file, InstanceHistory history)
    {
        var difference = HistoryCheck.Replay(registry, history);
        Console.WriteLine(difference is null
            ? $"{file}: fits ({history.Orchestration} version {history.Version}, {history.Turns.Count} turns)"
            : $"{file}: {difference.ErrorType}: {difference.Message}");
        return difference is null;
    }

    /// <summary>The workflows of this release; their activities are never asked for.</summary>
    private static DurableRegistry Registry() =>
        new ServiceCollection().AddOnboardingCore(new ConfigurationManager()).BuildServiceProvider().GetRequiredService<DurableRegistry>();
}
