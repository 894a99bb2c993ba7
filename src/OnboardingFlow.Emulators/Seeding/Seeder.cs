using System.Security.Cryptography;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.KeyVault;
using OnboardingFlow.Emulators.KeyVault.Secrets;
using OnboardingFlow.Emulators.WeChatPay;
using OnboardingFlow.Emulators.WeChatPay.Merchants;

namespace OnboardingFlow.Emulators.Seeding;

/// <summary>Fills what is missing at a start, so that everything fits together without a manual step.</summary>
internal static class Seeder
{
    private const int SecretBytes = 32;

    /// <returns>The seeded merchant.</returns>
    internal static Merchant Seed(EmulatorOptions options, StartKeys made, VaultState vault, WeChatPayState weChatPay)
    {
        foreach (var key in new[] { SeededNames.MerchantKey, SeededNames.SealingKey }.Where(k => vault.Keys.All(k).Count == 0))
        {
            vault.Keys.Add(key, made[key]);
        }

        var apiV3Key = Secret(vault, SeededNames.ApiV3KeySecret, () => RandomText.Letters(SecretBytes));
        Secret(vault, SeededNames.FingerprintSecret, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)));
        Secret(vault, SeededNames.WebhookSecret, () => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)));
        foreach (var (id, name) in options.SeededOrganizations.Where(o => weChatPay.Persons.OrganizationName(o.Key) is null))
        {
            weChatPay.Persons.PutOrganization(id, name);
        }

        var known = weChatPay.Merchants.Find(options.MchId);
        var merchant = known ?? new Merchant(
            options.MchId, null, apiV3Key, null, [new MerchantCertificate(Certificates.NewSerial(), vault.Keys.Get(SeededNames.MerchantKey, null).Rsa.ToPublicPem())]);
        merchant = merchant with { AppId = options.AppId, NotifyUrl = options.NotifyUrl };
        weChatPay.Merchants.Put(merchant);
        return merchant;
    }

    private static string Secret(VaultState vault, string name, Func<string> make) =>
        (vault.Secrets.All(name) is [.., var current] ? current : vault.Secrets.Set(name, new SetSecretBody(make(), null, null, null))).Value;
}
