using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>
/// What somebody can do who has every file that a run left, and the vault: takes the wrapped keys out of keys.db, has the vault unwrap them, and tries each on every
/// envelope. Reads the formats by docs/sealing.md and shares no code with the product.
/// </summary>
internal sealed partial class SealedRemains(HttpClient keyVault)
{
    private const int KeyIdAt = 3;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const byte Keyed = 1;

    private readonly List<byte[]> _dataKeys = [];

    /// <summary>Wrapped keys that were found.</summary>
    public List<byte[]> WrappedKeys { get; } = [];

    /// <summary>Data keys that the vault gave.</summary>
    public IReadOnlyList<byte[]> DataKeys => _dataKeys;

    /// <summary>Takes all keys out of a copy of keys.db, WAL and all.</summary>
    public async Task TakeKeysAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var copy = Directory.CreateTempSubdirectory("keys-copy-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(dataFolder, "keys.db*"))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            await using var connection = new SqliteConnection($"Data Source={Path.Combine(copy, "keys.db")};Pooling=False");
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT key_version, wrapped FROM data_key JOIN slot ON slot.number = data_key.slot";
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                var wrapped = rows.GetFieldValue<byte[]>(1);
                WrappedKeys.Add(wrapped);
                _dataKeys.Add(await UnwrapAsync(rows.GetString(0), wrapped, cancellationToken));
            }
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>Keyed envelopes in a text, with what opens of them.</summary>
    public (int Envelopes, List<string> Opened) TryAll(string text, string instanceId)
    {
        var envelopes = EnvelopeText().Matches(text).Select(match => Decode(match.Value["ofs1.".Length..])).OfType<byte[]>().ToList();
        string[] purposes = ["request", "presign-token", "reason"];
        return (envelopes.Count, [.. from bytes in envelopes from key in _dataKeys from purpose in purposes let plain = Open(bytes, key, purpose, instanceId) where plain is not null select plain]);
    }

    /// <summary>Null for one that isn't keyed, or that was cut off in the middle.</summary>
    private static byte[]? Decode(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length > KeyIdAt && bytes[1] == Keyed && bytes.Length >= KeyIdAt + bytes[KeyIdAt - 1] + NonceLength + TagLength ? bytes : null;
    }

    private static string? Open(byte[] envelope, byte[] key, string purpose, string instanceId)
    {
        var header = envelope[..(KeyIdAt + envelope[KeyIdAt - 1])];
        var sealedPart = envelope.AsSpan(header.Length);
        var plain = new byte[sealedPart.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(
                sealedPart[..NonceLength],
                sealedPart[NonceLength..^TagLength],
                sealedPart[^TagLength..],
                plain,
                [.. Encoding.UTF8.GetBytes(purpose), 0, .. Encoding.UTF8.GetBytes(instanceId), 0, .. header]);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private async Task<byte[]> UnwrapAsync(string version, byte[] wrapped, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["alg"] = "RSA-OAEP-256", ["value"] = Base64Url.EncodeToString(wrapped) };
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"keys/onboarding-sealing/{version}/unwrapkey?api-version=7.5") { Content = Stack.Json(body.ToJsonString()) };
        ask.Headers.Authorization = new("Bearer", "any");
        using var answer = await keyVault.SendAsync(ask, cancellationToken);
        var value = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["value"]!.GetValue<string>();
        return Base64Url.DecodeFromChars(value);
    }

    [GeneratedRegex(@"ofs1\.[A-Za-z0-9_-]+")]
    private static partial Regex EnvelopeText();
}
