namespace OnboardingFlow.LocalHost.OpsPage.Signing;

/// <summary>Somebody who has shown a key.</summary>
/// <param name="KeyName">The key's name, never the key.</param>
/// <param name="MayOperate">Whether the key has the role <c>operate</c>.</param>
/// <param name="FormToken">A secret of this session that every form of it carries, so that no other site can send one.</param>
/// <param name="Ends">When it ends.</param>
internal sealed record OpsSession(string KeyName, bool MayOperate, string FormToken, DateTimeOffset Ends)
{
    /// <summary>The type's name: the token isn't for logs.</summary>
    public override string ToString() => nameof(OpsSession);
}
