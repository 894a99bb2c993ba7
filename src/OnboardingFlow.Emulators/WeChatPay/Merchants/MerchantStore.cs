using System.Collections.Concurrent;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.WeChatPay.Merchants;

/// <summary>The merchants, kept over restarts.</summary>
internal sealed class MerchantStore
{
    internal const int MaxMerchants = 1000;

    private const string Kind = "merchant";

    private readonly ConcurrentDictionary<string, Merchant> _merchants = new(StringComparer.Ordinal);
    private readonly StateJournal _journal;

    internal MerchantStore(StateJournal journal)
    {
        _journal = journal;
        foreach (var (mchId, merchant) in journal.Loaded(Kind, StateJson.Default.Merchant))
        {
            _merchants[mchId] = merchant;
        }
    }

    internal Merchant? Find(string mchId) => _merchants.GetValueOrDefault(mchId);

    internal bool IsFull => _merchants.Count >= MaxMerchants;

    internal void Put(Merchant merchant)
    {
        _merchants[merchant.MchId] = merchant;
        _journal.Put(Kind, merchant.MchId, merchant, StateJson.Default.Merchant);
    }
}
