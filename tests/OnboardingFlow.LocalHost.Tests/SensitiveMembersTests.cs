using System.Reflection;
using System.Runtime.CompilerServices;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.LocalHost.Tests;

/// <summary>Personal data is <see cref="Sensitive"/> in memory. Only bodies on the wire spell it as text, and those mask themselves.</summary>
public sealed class SensitiveMembersTests
{
    private const string Planted = "planted-7f3a";

    // What these hold is RSA-OAEP ciphertext, made field by field; valid_thru is in clear because WeChat Pay takes it so.
    private static readonly string[] Encrypted = ["FacepayUserJson", "IdentificationJson", "LimitBankCardJson", "UserPatchJson"];

    private static readonly string[] Projects = ["Core", "Api", "Engine", "Integrations", "KeyVault", "WeChatPay", "LocalHost"];

    public static TheoryData<string> Types => [.. Projects
        .SelectMany(project => Assembly.Load($"OnboardingFlow.{project}").GetTypes())
        .Where(type => SensitiveTexts.Of(type).Any(member => !member.IsStatic))
        .Select(type => type.AssemblyQualifiedName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_sensitive_member_is_Sensitive_or_belongs_to_a_body_that_masks_itself(string typeName)
    {
        var type = Type.GetType(typeName, throwOnError: true)!;
        if (Encrypted.Contains(type.Name))
        {
            Assert.Equal("OnboardingFlow.WeChatPay.OfflineFace", type.Namespace);
            return;
        }

        Assert.Matches("(Body|View|Question|Document)$", type.Name);
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in SensitiveTexts.Of(type).Where(member => !member.IsStatic))
        {
            field.SetValue(value, Planted);
        }

        Assert.DoesNotContain(Planted, value.ToString(), StringComparison.Ordinal);
        Assert.Contains(Sensitive.Mask, value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_for_text_members_finds_those_that_are_known()
    {
        Assert.NotEmpty(SensitiveTexts.Of(typeof(Api.Presigning.PresignTokenView)));
        Assert.NotEmpty(SensitiveTexts.Of(typeof(Api.Operating.CancelBody)));
        Assert.NotEmpty(SensitiveTexts.Of(typeof(Careless)));
        Assert.Contains(Planted, new Careless(Planted).ToString(), StringComparison.Ordinal);
        Assert.Empty(SensitiveTexts.Of(typeof(Core.Requests.FacepayUser)));
    }

    private sealed record Careless(string Phone);
}
