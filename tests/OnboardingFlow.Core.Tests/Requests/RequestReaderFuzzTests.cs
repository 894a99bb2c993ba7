using System.Text;
using CsCheck;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Tests.Requests;

public sealed class RequestReaderFuzzTests
{
    private static readonly byte[][] Originals =
    [
        SampleRequests.Bare().Utf8(),
        SampleRequests.Event().Utf8(),
        Encoding.UTF8.GetBytes(SampleRequests.Event().ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true })),
    ];

    private static readonly string[] Planted =
    [
        SampleRequests.IdNumber, SampleRequests.CardNumber, "440524188001010014", "13800138000", "13900139000", "张三", "买买提", "\\u5F20", "12/30",
    ];

    private static readonly string[] Fragments = ["{", "}", "[", "]", "\"", ":", ",", "null", "1e999", "\\u", "\\ud800", "\0", "\uFEFF"];

    [Fact]
    public void Mutated_requests_never_throw_and_never_show_values()
    {
        var reader = Readers.Reader();
        var mutation = from position in Gen.Int[0, 5_000]
                       from length in Gen.Int[0, 20]
                       from replacement in Gen.OneOf(
                           Gen.Byte.Array[0, 4], Gen.Int[0, Fragments.Length - 1].Select(i => Encoding.UTF8.GetBytes(Fragments[i])))
                       select (position, length, replacement);
        (from original in Gen.Int[0, Originals.Length - 1].Select(i => Originals[i])
         from mutations in mutation.Array[1, 4]
         select (original, mutations)).Sample(
            sample =>
            {
                var bytes = sample.mutations.Aggregate(sample.original, Apply);
                foreach (var reading in new[] { reader.Read(bytes), reader.ReadOpened(bytes), reader.Read(QueueText.Decode(bytes)) })
                {
                    Assert.Equal(1, (reading.Request is null ? 0 : 1) + (reading.SealedData is null ? 0 : 1) + (reading.Errors.Count == 0 ? 0 : 1));
                    Assert.DoesNotContain(reading.Errors, error => Planted.Any(value => error.Message.Contains(value, StringComparison.Ordinal)));
                }
            },
            iter: 5_000);
    }

    [Fact]
    public void Any_bytes_at_all_are_answered_with_an_error()
    {
        var reader = Readers.Reader();

        Gen.Byte.Array[0, 300].Sample(bytes => Assert.NotEmpty(reader.Read(bytes).Errors));
    }

    private static byte[] Apply(byte[] bytes, (int Position, int Length, byte[] Replacement) mutation)
    {
        var at = mutation.Position % (bytes.Length + 1);
        return [.. bytes[..at], .. mutation.Replacement, .. bytes[Math.Min(bytes.Length, at + mutation.Length)..]];
    }
}
