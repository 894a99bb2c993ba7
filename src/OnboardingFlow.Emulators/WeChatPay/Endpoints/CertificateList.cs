using OnboardingFlow.Emulators.WeChatPay.Notifications;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>Platform certificates.</summary>
internal sealed record CertificateList(IReadOnlyList<CertificateItem> Data);

/// <summary>One of them, encrypted.</summary>
internal sealed record CertificateItem(string SerialNo, string EffectiveTime, string ExpireTime, EncryptedResource EncryptCertificate);
