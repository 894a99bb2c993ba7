using System.Buffers;
using System.Text;
using System.Text.Json;
using OnboardingFlow.Cli.Sealing;
using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Cli.Importing;

/// <summary>Makes the request of a row: a CloudEvents event whose source and id are the same whenever the import sends it, which is how the host knows a repetition.</summary>
/// <param name="import">Name of the import.</param>
/// <param name="seal">Seals the data for the host alone; null sends it in clear.</param>
internal sealed class RowRequest(string import, SealingKey? seal)
{
    public string Make(string instanceId, ReadOnlyMemory<byte> data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("type", seal is null ? EventTypes.Requested : EventTypes.RequestedSealed);
            json.WriteString("source", $"/onboarding-import/{import}");
            json.WriteString("id", instanceId);
            json.WritePropertyName("data");
            if (seal is null)
            {
                json.WriteRawValue(data.Span);
            }
            else
            {
                json.WriteStartObject();
                json.WriteString("sealed", seal.Seal(data.Span));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
