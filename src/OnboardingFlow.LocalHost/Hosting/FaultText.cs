using System.Text;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>
/// A fault that nobody expected, for the console: types and places of it and of what caused it, texts of our own exceptions only. Another's text may quote what a
/// person's request held.
/// </summary>
internal static class FaultText
{
    private const string Ours = "OnboardingFlow.";

    public static string Of(Exception fault)
    {
        var text = new StringBuilder();
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            var type = cause.GetType();
            text.Append(text.Length == 0 ? "" : "caused by ").Append(type.FullName);
            if (type.Assembly.GetName().Name!.StartsWith(Ours, StringComparison.Ordinal))
            {
                text.Append(": ").Append(cause.Message.ReplaceLineEndings(" "));
            }

            text.AppendLine().AppendLine(cause.StackTrace);
        }

        return text.ToString();
    }

    /// <summary>Has what no code caught told in this way, and the process end with <see cref="ExitCode.Fault"/>. The runtime itself would print the texts.</summary>
    public static void TellWhatNobodyCatches() => AppDomain.CurrentDomain.UnhandledException += (_, args) =>
    {
        Console.Error.WriteLine($"Unexpected fault: {(args.ExceptionObject is Exception fault ? Of(fault) : args.ExceptionObject.GetType().FullName)}");
        Environment.Exit((int)ExitCode.Fault);
    };
}
