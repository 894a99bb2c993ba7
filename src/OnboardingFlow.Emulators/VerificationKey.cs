namespace OnboardingFlow.Emulators;

/// <summary>A key of WeChat Pay's, as its merchants get it.</summary>
/// <param name="Serial"><c>PUB_KEY_ID_…</c> or a certificate's serial.</param>
/// <param name="Kind">Public key or platform certificate.</param>
/// <param name="Pem">The public key or the certificate.</param>
public sealed record VerificationKey(string Serial, SigningKeyKind Kind, string Pem);
