namespace OnboardingFlow.Emulators.Control;

/// <summary>What <c>/healthz</c> says and <c>emulators.json</c> holds: where everything is.</summary>
internal sealed record Health(
    string Status,
    Uri WechatPay,
    Uri KeyVault,
    string TrustedCertificateFile,
    string LocalhostSettingsFile,
    string Mchid,
    string Appid,
    int ProcessId);
