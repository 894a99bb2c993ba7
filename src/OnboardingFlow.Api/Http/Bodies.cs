using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OnboardingFlow.Api.Http;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class Bodies
{
    /// <summary>The body, or the 413 to answer. Reads one byte more than the limit and no further.</summary>
    public static async Task<Body> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return new Body(default, Problems.TooLarge(limit));
        }

        var buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            var length = 0;
            while (length <= limit && await request.Body.ReadAsync(buffer.AsMemory(length, limit + 1 - length), cancellationToken) is > 0 and var read)
            {
                length += read;
            }

            return length > limit ? new Body(default, Problems.TooLarge(limit)) : new Body(buffer.AsMemory(0, length).ToArray(), null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, but the content type must be JSON in UTF-8 (none at all is taken for that).</summary>
    public static Task<Body> ReadJsonAsync(HttpRequest request, int limit, CancellationToken cancellationToken) => IsJson(request.ContentType)
        ? ReadAsync(request, limit, cancellationToken)
        : Task.FromResult(new Body(default, Problems.Of(
            StatusCodes.Status415UnsupportedMediaType,
            "unsupported_media_type",
            "Unsupported media type",
            "Send JSON in UTF-8 with Content-Type: application/json (or application/cloudevents+json).")));

    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
            && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
