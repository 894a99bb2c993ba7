using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.LocalHost.Tests;

/// <summary>Personal data is <see cref="Sensitive"/> in memory. Only bodies on the wire spell it as text, and those mask themselves.</summary>
public sealed partial class SensitiveMembersTests
{
    private const string Planted = "planted-7f3a";

    // What these hold is RSA-OAEP ciphertext, made field by field; valid_thru is in clear because WeChat Pay takes it so.
    private static readonly string[] Encrypted = ["FacepayUserJson", "IdentificationJson", "LimitBankCardJson", "UserPatchJson"];

    private static readonly string[] Projects = ["Core", "Api", "Engine", "Integrations", "KeyVault", "WeChatPay", "LocalHost"];

    public static TheoryData<string> Types => [.. Projects
        .SelectMany(project => Assembly.Load($"OnboardingFlow.{project}").GetTypes())
        .Where(type => SensitiveTexts(type).Any())
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
        foreach (var field in SensitiveTexts(type))
        {
            field.SetValue(value, Planted);
        }

        Assert.DoesNotContain(Planted, value.ToString(), StringComparison.Ordinal);
        Assert.Contains(Sensitive.Mask, value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_for_text_members_finds_those_that_are_known()
    {
        Assert.NotEmpty(SensitiveTexts(typeof(Api.Presigning.PresignTokenView)));
        Assert.NotEmpty(SensitiveTexts(typeof(Api.Operating.CancelBody)));
        Assert.NotEmpty(SensitiveTexts(typeof(Careless)));
        Assert.Contains(Planted, new Careless(Planted).ToString(), StringComparison.Ordinal);
        Assert.Empty(SensitiveTexts(typeof(Core.Requests.FacepayUser)));
    }

    /// <summary>Fields, also those behind properties, of type string whose name says that a person's or a secret's value is in them.</summary>
    private static IEnumerable<FieldInfo> SensitiveTexts(Type type) => type
        .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(field => field.FieldType == typeof(string) && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
        .Where(field => PersonalName().IsMatch(MemberName(field)) || (MemberName(field) == "Reason" && type.Name.EndsWith("Body", StringComparison.Ordinal)));

    private static string MemberName(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    [GeneratedRegex("^_?(phone|mobile|account|user_?name|identification_?name|identification_?number|bank_?card_?number|valid_?thru|cert_?id|presign_?token|token|open_?id|api_?v3_?key|password)$", RegexOptions.IgnoreCase)]
    private static partial Regex PersonalName();

    private sealed record Careless(string Phone);
}
