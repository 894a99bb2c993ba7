namespace OnboardingFlow.WeChatPay.Settings;

/// <summary>One of WeChat Pay's own keys: a public key (<c>PUB_KEY_ID_…</c>) or a platform certificate.</summary>
public sealed class PublicKeyOptions
{
    /// <summary>Serial that <c>Wechatpay-Serial</c> names: the public key's id, or the certificate's serial in upper-case hex.</summary>
    public string Serial { get; set; } = "";

    /// <summary>PEM text. Either this or <see cref="PemFile"/>.</summary>
    public string? Pem { get; set; }

    /// <summary>File with the PEM text; read when the settings are read.</summary>
    public string? PemFile { get; set; }
}
