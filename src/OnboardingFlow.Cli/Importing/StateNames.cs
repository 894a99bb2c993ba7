using System.Text.Json;

namespace OnboardingFlow.Cli.Importing;

/// <summary>The words for what became of a row, the same in the journal and the results file.</summary>
internal static class StateNames
{
    private static readonly Dictionary<SendState, string> Names = Enum.GetValues<SendState>().ToDictionary(
        state => state, state => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()));

    public static string Of(SendState state) => Names[state];
}
