using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>The object <c>identification</c>; presign names the type IDCARD only.</summary>
internal static class Identification
{
    private static readonly string[] Types = ["IDCARD"];

    internal static void Read(BodyFields parent)
    {
        if (parent.OptionalObject("identification") is not { } identification)
        {
            return;
        }

        identification.RequiredOneOf("identification_type", Types);
        _ = identification.OptionalSensitive("identification_number", FieldRules.IsIdentificationNumber, FieldRules.IdentificationNumber)
            ?? throw Refusal.Parameter(identification.Path("identification_number"), "is required");
    }
}
