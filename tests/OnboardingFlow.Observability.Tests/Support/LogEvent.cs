using System.Reflection;
using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Observability.Tests.Support;

/// <summary>A log message as its attribute declares it.</summary>
internal sealed record LogEvent(string Project, int Id, string Name, LogLevel Level, string Message)
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<LogEvent> All { get; } = [.. OurAssemblies.Types
        .SelectMany(type => type.GetMethods(Any))
        .Select(method => (method, says: method.GetCustomAttribute<LoggerMessageAttribute>()))
        .Where(pair => pair.says is not null)
        .Select(pair => new LogEvent(
            ProjectOf(pair.method), pair.says!.EventId, pair.says.EventName ?? pair.method.Name, pair.says.Level, pair.says.Message))
        .OrderBy(one => one.Id)];

    /// <summary>As the table of docs/observability.md shows it.</summary>
    public string Row => $"| {Id} | {Level} | `{Name}` | {Message.ReplaceLineEndings(" ")} |";

    private static string ProjectOf(MethodInfo method) => method.DeclaringType!.Assembly.GetName().Name!.Replace("OnboardingFlow.", "", StringComparison.Ordinal);
}
