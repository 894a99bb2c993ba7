using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Cli.Sealing;

/// <summary>Makes the sealed form of a request, as a sender puts it on the queue.</summary>
internal static class SealedRequest
{
    private const string DefaultSource = "/onboarding-cli";

    /// <summary>Checks the request first: once sealed, nobody but the host can say what is wrong with it.</summary>
    /// <param name="json">A presign body, or a CloudEvents event.</param>
    /// <param name="key">The sealing key's public part.</param>
    /// <returns>The event as JSON; an event keeps its attributes, a bare body gets a new id.</returns>
    /// <exception cref="CliException">The request or the key is wrong, or the sealed request is too long.</exception>
    public static string Make(string json, SealingKey key)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(json);
        var reading = new RequestReader(new RequestValidator(TimeProvider.System, Options.Create(new OnboardingSettings()))).Read(utf8);
        if (reading.Errors.Count > 0)
        {
            throw new CliException(ExitCodes.Refused, string.Join(Environment.NewLine + "  ", reading.Errors.Select(e => $"{e.Path} {e.Message}").Prepend("The request is refused:")));
        }

        if (reading.SealedData is not null)
        {
            throw new CliException(ExitCodes.Refused, "The request is sealed already.");
        }

        var request = JsonNode.Parse(json)!.AsObject();
        var data = reading.CloudEvent is null ? new JsonObject { ["presign"] = request } : request["data"]!;
        var written = reading.CloudEvent is null
            ? new JsonObject { ["specversion"] = "1.0", ["source"] = DefaultSource, ["id"] = Guid.NewGuid().ToString("N") }
            : request;
        var clear = System.Text.Encoding.UTF8.GetBytes(data.ToJsonString());
        var envelope = key.Seal(clear);
        CryptographicOperations.ZeroMemory(clear);
        written["type"] = EventTypes.RequestedSealed;
        written["data"] = new JsonObject { ["sealed"] = envelope };
        var text = written.ToJsonString();
        return text.Length <= RequestReader.MaxBytes
            ? text
            : throw new CliException(ExitCodes.Refused, $"Sealed, the request has {text.Length} bytes; at most {RequestReader.MaxBytes} are taken.");
    }
}
