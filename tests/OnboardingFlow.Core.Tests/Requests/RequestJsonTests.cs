using System.Text;
using System.Text.Json;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Tests.Requests;

public sealed class RequestJsonTests
{
    [Fact]
    public void A_request_survives_being_written_and_read()
    {
        Assert.Equal(SampleRequests.Full, RequestJson.Deserialize(RequestJson.Serialize(SampleRequests.Full)));
        Assert.Equal(SampleRequests.Minimal, RequestJson.Deserialize(RequestJson.Serialize(SampleRequests.Minimal)));
    }

    [Fact]
    public void The_form_that_a_request_came_in_does_not_change_its_json()
    {
        var reader = Readers.Reader();
        var bare = reader.Read(SampleRequests.Bare(SampleRequests.Minimal).Utf8()).Request!;
        var data = SampleRequests.Data(SampleRequests.Minimal);
        data["options"] = new System.Text.Json.Nodes.JsonObject { ["identity_verification"] = "none", ["restart"] = "never" };
        var cloudEvent = reader.Read(SampleRequests.Event(data).Utf8()).Request!;

        Assert.Equal(RequestJson.Serialize(bare), RequestJson.Serialize(cloudEvent));
    }

    [Fact]
    public void The_same_moment_and_duration_written_otherwise_give_the_same_json()
    {
        var other = SampleRequests.Data();
        other.At("options", "consent")["obtained_at"] = "2026-09-01T00:00:00.000Z";
        other.At("options")["deadline"] = "PT72H";

        Assert.Equal(RequestJson.Serialize(SampleRequests.Full), RequestJson.Serialize(RequestJson.Deserialize(other.Utf8())));
    }

    [Fact]
    public void Stored_data_that_cannot_be_read_is_told_by_field_without_values()
    {
        var exception = Assert.Throws<InvalidDataException>(() => RequestJson.Deserialize("""{"presign":{"business_name":13800138000}}"""u8.ToArray()));

        Assert.Contains("presign.business_name must be a string", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sensitive_value_is_never_written_as_json_by_accident() =>
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(SampleRequests.Minimal.Presign.FacepayUser));

    // RFC 8785, section 3.2.2.2: the sample string.
    [Fact]
    public void Strings_are_escaped_as_the_rfc_shows() => Assert.Equal(
        "{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
        Text(new CanonicalObject().Add("string", "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\u002f")));

    // RFC 8785, section 3.2.3: the sample of property sorting.
    [Fact]
    public void Names_are_sorted_as_the_rfc_shows()
    {
        var json = Text(new CanonicalObject()
            .Add("\u20ac", "Euro Sign")
            .Add("\r", "Carriage Return")
            .Add("\ufb33", "Hebrew Letter Dalet With Dagesh")
            .Add("1", "One")
            .Add("\ud83d\ude00", "Emoji: Grinning Face")
            .Add("\u0080", "Control")
            .Add("\u00f6", "Latin Small Letter O With Diaeresis"));

        string[] expected =
        [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
        ];
        Assert.Equal(expected, JsonDocument.Parse(json).RootElement.EnumerateObject().Select(property => property.Value.GetString()));
        Assert.StartsWith("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":", json, StringComparison.Ordinal);
    }

    private static string Text(CanonicalObject json) => Encoding.UTF8.GetString(json.ToUtf8());
}
