using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OnboardingFlow.Tests.Shared;

/// <summary>Finds members that hold a person's or a secret's value, by their names, as plain text.</summary>
internal static partial class SensitiveTexts
{
    /// <summary>Fields, also those behind properties, of type string whose name says that a person's or a secret's value is in them.</summary>
    public static IEnumerable<FieldInfo> Of(Type type) => type
        .GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(field => !field.IsLiteral && field.FieldType == typeof(string) && !IsMadeByTheCompiler(type))
        .Where(field => PersonalName().IsMatch(MemberName(field)) || (MemberName(field) == "Reason" && type.Name.EndsWith("Body", StringComparison.Ordinal)));

    /// <summary>All of an assembly, as type and member.</summary>
    public static IEnumerable<string> In(Assembly assembly) => assembly.GetTypes().SelectMany(type => Of(type).Select(field => $"{type.FullName}.{MemberName(field)}"));

    // A method's local variables live in such types while it waits.
    private static bool IsMadeByTheCompiler(Type type) => type.FullName!.Contains('<', StringComparison.Ordinal) || type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null;

    private static string MemberName(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    [GeneratedRegex("^_?(phone|mobile|account|user_?name|identification_?name|identification_?number|bank_?card_?number|valid_?thru|cert_?id|presign_?token|repayment_?url|token|open_?id|api_?v3_?key|password)$", RegexOptions.IgnoreCase)]
    private static partial Regex PersonalName();
}
