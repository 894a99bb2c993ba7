namespace OnboardingFlow.Emulators;

/// <summary>How the two emulators are started. Everything has a default that suits <c>./run.sh</c>.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The organization that a first start knows.</summary>
    public const string DemoOrganizationId = "O1000001";

    /// <summary>Folder for state, <c>emulator-ca.pem</c>, <c>emulators.json</c> and <c>localhost.settings.json</c>; null: a new temporary folder, removed at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Where WeChat Pay listens: http on loopback, port 0 for any free one.</summary>
    public string WeChatPayUrl { get; init; } = "http://127.0.0.1:7081";

    /// <summary>Where Key Vault listens: https on loopback, port 0 for any free one.</summary>
    public string KeyVaultUrl { get; init; } = "https://127.0.0.1:7082";

    /// <summary>Where the seeded merchant's notifications go; https, or http on loopback.</summary>
    public string NotifyUrl { get; init; } = "http://127.0.0.1:7080/api/wechatpay/notifications";

    /// <summary>The seeded merchant.</summary>
    public string MchId { get; init; } = "1900000001";

    /// <summary>The seeded merchant's appid.</summary>
    public string AppId { get; init; } = "wx8888888888888888";

    /// <summary>Organizations known from the first start, name by id; null: the demo school.</summary>
    public IReadOnlyDictionary<string, string>? Organizations { get; init; }

    /// <summary>How long a presign token can be used to sign.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Multiplies WeChat Pay's waits between two tries of a notification (15 s … 6 h); 0.001 makes 15 ms of 15 s.</summary>
    public double NotificationTimeFactor { get; init; } = 1;

    /// <summary>How long the merchant may take to answer a notification.</summary>
    public TimeSpan NotificationTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Which key signs answers and notifications.</summary>
    public SigningKeyKind SignWith { get; init; } = SigningKeyKind.PublicKey;

    /// <summary>The clock for signatures, tokens and the waits between notifications.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether a first start takes its RSA keys from a set that all emulators of this process share, instead of making its own: makes starting fast for tests.
    /// </summary>
    public bool ShareKeysInProcess { get; init; }

    /// <summary>The organizations that a first start knows.</summary>
    internal IReadOnlyDictionary<string, string> SeededOrganizations =>
        Organizations ?? new Dictionary<string, string> { [DemoOrganizationId] = "北京市海淀区实验小学" };

    /// <summary>Defaults, on two free ports and a temporary folder, with shared keys: what a test wants.</summary>
    public static EmulatorOptions OnFreePorts() => new() { WeChatPayUrl = "http://127.0.0.1:0", KeyVaultUrl = "https://127.0.0.1:0", ShareKeysInProcess = true };
}
