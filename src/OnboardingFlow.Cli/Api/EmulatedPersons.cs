namespace OnboardingFlow.Cli.Api;

/// <summary>The persons that the WeChat Pay emulator plays, over its control API.</summary>
internal sealed class EmulatedPersons(Uri emulator) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = emulator, Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => _http.Dispose();

    /// <summary>The person signs the contract with the token that was issued.</summary>
    /// <exception cref="CliException">The emulator refused or can't be reached.</exception>
    public async Task SignAsync(string organizationId, string outUserId, CancellationToken cancellationToken)
    {
        var path = $"_emulator/users/{Uri.EscapeDataString(organizationId)}/{Uri.EscapeDataString(outUserId)}/sign";
        try
        {
            using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), null, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                var why = await response.Content.ReadAsStringAsync(cancellationToken);
                throw new CliException(ExitCodes.Refused, $"The emulated person can't sign: {(int)response.StatusCode} {why}");
            }
        }
        catch (HttpRequestException problem)
        {
            throw new CliException(ExitCodes.Unreachable, $"The WeChat Pay emulator at {emulator} can't be reached: {problem.Message}");
        }
    }
}
