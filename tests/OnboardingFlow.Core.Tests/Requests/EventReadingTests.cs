using System.Text.Json.Nodes;
using OnboardingFlow.Core.Requests;
using static OnboardingFlow.Core.Tests.Requests.Readings;

namespace OnboardingFlow.Core.Tests.Requests;

/// <summary>Requests that come as CloudEvents, and sealed ones.</summary>
public sealed class EventReadingTests
{
    private readonly RequestReader _reader = Readers.Reader();

    [Fact]
    public void An_event_is_a_request_with_options_and_metadata()
    {
        var json = SampleRequests.Event();
        json["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        json["partitionkey"] = 7;

        var reading = _reader.Read(json.Utf8());

        Assert.Empty(reading.Errors);
        Assert.Equal(SampleRequests.Full, reading.Request);
        Assert.Equal(new CloudEventMetadata("/schools/1", "request-1", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), reading.CloudEvent);
    }

    [Fact]
    public void A_sealed_event_gives_its_envelope_to_be_opened()
    {
        var json = SampleRequests.Event(new JsonObject { ["sealed"] = "ofs1.AAAA" }, "onboardingflow.onboarding.requested.sealed.v1");

        var reading = _reader.Read(json.Utf8());

        Assert.Empty(reading.Errors);
        Assert.Null(reading.Request);
        Assert.Equal("ofs1.AAAA", reading.SealedData);
        Assert.Equal("request-1", reading.CloudEvent!.Id);
    }

    [Theory]
    [InlineData("specversion", "0.3", "must be 1.0")]
    [InlineData("type", "com.example.other", "must be one of onboardingflow.onboarding.requested.v1")]
    [InlineData("datacontenttype", "text/xml", "must be application/json")]
    [InlineData("source", "", "must not be empty")]
    [InlineData("id", null, "must be a string, not null")]
    [InlineData("data", "text", "must be an object, not a string")]
    [InlineData("data_base64", "e30=", "send the JSON itself as data")]
    public void A_wrong_event_attribute_is_refused(string name, string? value, string message)
    {
        var json = SampleRequests.Event();
        json[name] = value;

        AssertOnlyError(_reader.Read(json.Utf8()), name, message);
    }

    [Fact]
    public void An_event_without_specversion_is_not_taken_for_a_bare_body()
    {
        var json = SampleRequests.Event();
        json.Remove("specversion");

        AssertOnlyError(_reader.Read(json.Utf8()), "specversion", "is required");
    }

    [Fact]
    public void An_event_says_which_trace_it_belongs_to()
    {
        var json = SampleRequests.Event();
        json["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        json["tracestate"] = "vendor=a1,other=b2";

        var cloudEvent = _reader.Read(json.Utf8()).CloudEvent!;

        Assert.Equal(("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=a1,other=b2"), (cloudEvent.TraceParent, cloudEvent.TraceState));
    }

    [Theory]
    [InlineData("")]
    [InlineData("vendor=\u540d")]
    [InlineData("513")]
    public void A_broken_trace_state_is_passed_over(string state)
    {
        var json = SampleRequests.Event();
        json["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        json["tracestate"] = state == "513" ? "v=" + new string('x', 511) : state;

        var reading = _reader.Read(json.Utf8());

        Assert.NotNull(reading.Request);
        Assert.NotNull(reading.CloudEvent!.TraceParent);
        Assert.Null(reading.CloudEvent.TraceState);
    }

    [Fact]
    public void A_broken_trace_header_is_passed_over()
    {
        var json = SampleRequests.Event();
        json["traceparent"] = "00-nonsense";

        var reading = _reader.Read(json.Utf8());

        Assert.Null(reading.CloudEvent!.TraceParent);
        Assert.NotNull(reading.Request);
    }

    [Fact]
    public void Sealed_data_holds_the_envelope_and_nothing_else()
    {
        var json = SampleRequests.Event(new JsonObject { ["presign"] = new JsonObject() }, "onboardingflow.onboarding.requested.sealed.v1");

        var reading = _reader.Read(json.Utf8());

        AssertError(reading, "data.sealed", "is required");
        AssertError(reading, "data.presign", "isn't a field known here");
    }
}
