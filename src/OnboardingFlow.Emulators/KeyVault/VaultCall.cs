namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>A call seen, for the control API.</summary>
/// <param name="Number">From 1, without gaps, in the order of ending.</param>
/// <param name="Time">When it arrived.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without query.</param>
/// <param name="Operation">sign, unwrap, decrypt, verify, encrypt, wrap, key or secret.</param>
/// <param name="Name">Of the key or secret.</param>
/// <param name="Version">That was used.</param>
/// <param name="Algorithm">Of a cryptographic operation.</param>
/// <param name="PrivateKey">Whether the private key was used: what Key Vault limits and a benchmark counts.</param>
/// <param name="Authenticated">Whether a bearer token came along; the first call of a client is without.</param>
/// <param name="Status">The answer's status; 0 when the connection was cut.</param>
/// <param name="Code">The error code of the answer.</param>
/// <param name="Fault">The fault's action that was applied.</param>
/// <param name="DurationMs">From arrival to the answer.</param>
internal sealed record VaultCall(
    long Number,
    DateTimeOffset Time,
    string Method,
    string Path,
    string Operation,
    string? Name,
    string? Version,
    string? Algorithm,
    bool PrivateKey,
    bool Authenticated,
    int Status,
    string? Code,
    string? Fault,
    double DurationMs);
