using System.Text.Json.Nodes;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>A person whose every sensitive value is like no other, so that a search for it means something.</summary>
internal static class PlantedPerson
{
    /// <inheritdoc cref="PlantedValues.All"/>
    public static IReadOnlyDictionary<string, string> Values => PlantedValues.All;

    public static JsonObject Body(Person person)
    {
        var body = person.Body();
        var user = body["facepay_user"]!;
        user["identification_name"] = Values["user's name"];
        user["identification"]!["identification_number"] = Values["user's identity number"];
        user["phone"] = Values["user's phone"];
        var card = body["limit_bank_card"]!;
        card["bank_card_number"] = Values["card number"];
        card["identification_name"] = Values["holder's name"];
        card["identification"]!["identification_number"] = Values["holder's identity number"];
        card["phone"] = Values["holder's phone"];
        return body;
    }

    /// <summary>The data of a CloudEvents request.</summary>
    public static JsonObject Data(Person person) => new()
    {
        ["presign"] = Body(person),
        ["options"] = new JsonObject { ["mini_program"] = new JsonObject { ["user_name"] = Values["name for the mini-program"], ["user_type"] = "STUDENT" } },
    };

    public static JsonObject Event(Person person, JsonObject data, string type = "onboardingflow.onboarding.requested.v1") => new()
    {
        ["specversion"] = "1.0",
        ["type"] = type,
        ["source"] = "/tests",
        ["id"] = person.OutUserId,
        ["data"] = data,
    };
}
