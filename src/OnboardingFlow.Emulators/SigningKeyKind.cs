namespace OnboardingFlow.Emulators;

/// <summary>The two kinds of key that WeChat Pay signs with; a merchant moves from the second to the first.</summary>
public enum SigningKeyKind
{
    /// <summary>The WeChat Pay public key, serial <c>PUB_KEY_ID_…</c>.</summary>
    PublicKey,

    /// <summary>The platform certificate, serial in upper-case hex.</summary>
    Certificate,
}
