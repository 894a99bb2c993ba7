using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Cli;

/// <summary>A presign body from which requests for persons who haven't been onboarded are made: one person is onboarded once.</summary>
internal sealed class SamplePerson
{
    private readonly JsonObject _body;

    private SamplePerson(JsonObject body, string organizationId)
    {
        _body = body;
        OrganizationId = organizationId;
    }

    public string OrganizationId { get; }

    /// <summary>The card's bank type, or null.</summary>
    public string? BankType => (_body["limit_bank_card"] as JsonObject)?["bank_type"]?.GetValue<string>();

    /// <exception cref="CliException">It isn't a presign body.</exception>
    public static SamplePerson Read(string json)
    {
        try
        {
            var body = JsonNode.Parse(json)!.AsObject();
            return new SamplePerson(body, body["facepay_user"]!.AsObject()["organization_id"]!.GetValue<string>());
        }
        catch (Exception problem) when (problem is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new CliException(ExitCodes.Usage, "The request must be a presign body with facepay_user.organization_id (see samples/student.json).");
        }
    }

    /// <summary>An id that nobody had before.</summary>
    public static string NewId(string prefix, TimeProvider time) => $"{prefix}-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}";

    /// <summary>The body for another person.</summary>
    public JsonObject As(string outUserId)
    {
        var body = _body.DeepClone().AsObject();
        body["facepay_user"]!["out_user_id"] = outUserId;
        return body;
    }
}
