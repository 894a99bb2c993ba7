using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.Storage;
using OnboardingFlow.Emulators.WeChatPay.Keys;
using OnboardingFlow.Emulators.WeChatPay.Merchants;
using OnboardingFlow.Emulators.WeChatPay.Notifications;
using OnboardingFlow.Emulators.WeChatPay.Persons;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay;

/// <summary>All that the WeChat Pay emulator knows.</summary>
internal sealed class WeChatPayState : IAsyncDisposable
{
    /// <summary>Kinds of call that a fault can be asked for.</summary>
    internal static readonly string[] Operations =
    [
        "certificates", "contract", "echo", "face_collections", "notification", "organization", "presign", "repayment", "terminate", "token", "user",
    ];

    private const int MaxCalls = 100_000;

    internal WeChatPayState(EmulatorOptions options, StateJournal journal, StartKeys made, ILogger logger)
    {
        Settings = new WeChatPaySettings(options);
        Time = new ShiftedTime(options.TimeProvider, Settings);
        options = options with { TimeProvider = Time };
        Keys = PlatformKeys.LoadOrCreate(journal, made, Time.GetUtcNow());
        Merchants = new MerchantStore(journal);
        Persons = new PersonStore(journal);
        Actions = new PersonActions(Persons, Time);
        Notifications = new NotificationSender(options, journal, Keys, Settings, Faults, logger);
        DefaultMchId = options.MchId;
        DefaultAppId = options.AppId;
        Logger = logger;
    }

    internal PersonActions Actions { get; }

    internal RingLog<WeChatPayCallEntry> Calls { get; } = new(MaxCalls);

    internal string DefaultAppId { get; }

    internal string DefaultMchId { get; }

    internal FaultBook Faults { get; } = new(Operations, FaultActions.ForWeChatPay);

    internal PlatformKeys Keys { get; }

    internal ILogger Logger { get; }

    internal MerchantStore Merchants { get; }

    internal NotificationSender Notifications { get; }

    internal PersonStore Persons { get; }

    internal WeChatPaySettings Settings { get; }

    internal TimeProvider Time { get; }

    /// <summary>Tells the merchant of the person's contract that it was signed or ended.</summary>
    internal void NotifyStateChange(Person person)
    {
        var mchId = Persons.FindContract(person.ContractId!)?.MchId;
        if (mchId is null || Merchants.Find(mchId) is not { } merchant)
        {
            return;
        }

        Notifications.SendStateChange(merchant, new StateChange(
            person.UserId,
            person.OutUserId,
            person.OrganizationId,
            merchant.MchId,
            WireTime.Format(Time.GetUtcNow()),
            merchant.AppId ?? DefaultAppId,
            person.OpenId,
            Settings.ContractIdInNotifications ? person.ContractId : null));
    }

    public ValueTask DisposeAsync() => Notifications.DisposeAsync();
}
