namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>The merchant's certificates over time.</summary>
internal sealed class MerchantKeys(IEnumerable<MerchantKey> keys)
{
    private readonly MerchantKey[] _newestFirst = [.. keys.OrderByDescending(k => k.From)];

    /// <summary>The newest that has begun, or null when all begin later.</summary>
    public MerchantKey? At(DateTimeOffset now)
    {
        foreach (var key in _newestFirst)
        {
            if (key.From <= now)
            {
                return key;
            }
        }

        return null;
    }
}
