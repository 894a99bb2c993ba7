using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault.Keys;

/// <summary>Key Vault's key calls over REST, one HTTP request each.</summary>
/// <remarks>Source: Azure Key Vault REST reference, keys, api-version 7.5: <c>GET /keys/{name}[/{version}]</c>, <c>POST /keys/{name}/{version}/sign|unwrapkey|decrypt</c>.</remarks>
internal sealed class KeyOperations(VaultConnection vault) : IKeyOperations
{
    private const string ApiVersion = "7.5";

    /// <inheritdoc/>
    public async Task<VaultPublicKey> GetAsync(string name, string version, CancellationToken cancellationToken)
    {
        var target = new VaultObject(vault.Address, "key", name, version, VaultOperations.Get);
        using var message = Message(RequestMethod.Get, target);
        await SendAsync(message, target, cancellationToken);
        return KeyAnswers.PublicKey(message.Response, target);
    }

    /// <inheritdoc/>
    public async Task<byte[]> RunAsync(
        KeyReference key, PrivateKeyOperation operation, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var target = new VaultObject(vault.Address, "key", key.Name, key.Version, operation.Name);
        using var message = Message(RequestMethod.Post, target);
        var body = new KeyOperationBody(Algorithm(operation), Base64Url.EncodeToString(value.Span));
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(body, VaultJson.Default.KeyOperationBody));
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        message.SetProperty(PrivateKeyOperation.Property, operation);
        await SendAsync(message, target, cancellationToken);
        return KeyAnswers.Value(message.Response, target);
    }

    private static string Algorithm(PrivateKeyOperation operation) => operation.Name switch
    {
        VaultOperations.Sign => "RS256",
        VaultOperations.Unwrap => "RSA-OAEP-256",
        VaultOperations.Decrypt => "RSA-OAEP",
        _ => throw new ArgumentException($"'{operation.Name}' is no operation with a private key", nameof(operation)),
    };

    private HttpMessage Message(RequestMethod method, VaultObject target)
    {
        var message = vault.Keys.CreateMessage();
        message.Request.Method = method;
        var address = message.Request.Uri;
        address.Reset(vault.Address);
        address.AppendPath("keys/", escape: false);
        address.AppendPath(target.Name, escape: true);
        if (target.Version.Length > 0)
        {
            address.AppendPath("/", escape: false);
            address.AppendPath(target.Version, escape: true);
        }

        if (target.Operation != VaultOperations.Get)
        {
            address.AppendPath("/", escape: false);
            address.AppendPath(target.Operation, escape: false);
        }

        address.AppendQuery("api-version", ApiVersion);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        return message;
    }

    private async Task SendAsync(HttpMessage message, VaultObject target, CancellationToken cancellationToken)
    {
        await vault.Keys.SendAsync(message, cancellationToken);
        if (message.Response.Status != 200)
        {
            throw VaultFaults.FromAnswer(target, message.Response.Status, VaultErrorCode.Read(message.Response.Content), message.Response.Headers.RequestId);
        }
    }
}
