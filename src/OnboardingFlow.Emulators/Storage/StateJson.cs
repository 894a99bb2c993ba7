using System.Text.Json.Serialization;
using OnboardingFlow.Emulators.KeyVault.Keys;
using OnboardingFlow.Emulators.KeyVault.Secrets;
using OnboardingFlow.Emulators.WeChatPay.Keys;
using OnboardingFlow.Emulators.WeChatPay.Merchants;
using OnboardingFlow.Emulators.WeChatPay.Notifications;
using OnboardingFlow.Emulators.WeChatPay.Persons;

namespace OnboardingFlow.Emulators.Storage;

/// <summary>The records that the journal keeps.</summary>
[JsonSerializable(typeof(byte[]))]
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(Merchant))]
[JsonSerializable(typeof(NotificationRecord))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(PlatformKeyRecord))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(VaultKeyRecord))]
[JsonSerializable(typeof(VaultSecret))]
internal sealed partial class StateJson : JsonSerializerContext;
