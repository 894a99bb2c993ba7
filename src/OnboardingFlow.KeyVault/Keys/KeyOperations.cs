using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault.Keys;

/// <summary>Key Vault's key calls, one HTTP request each.</summary>
/// <remarks>Source: Azure Key Vault REST reference, keys, api-version 7.5: <c>GET /keys/{name}[/{version}]</c>, <c>POST /keys/{name}/{version}/sign|unwrapkey|decrypt</c>.</remarks>
internal sealed class KeyOperations(VaultConnection vault)
{
    private const string ApiVersion = "7.5";

    /// <summary>A version of a key, or its newest.</summary>
    /// <exception cref="ActivityException">Transient or Configuration.</exception>
    public async Task<VaultPublicKey> GetAsync(string name, string version, CancellationToken cancellationToken)
    {
        var target = new VaultObject(vault.Address, "key", name, version, VaultOperations.Get);
        using var message = Message(RequestMethod.Get, target);
        await SendAsync(message, target, cancellationToken);
        return KeyAnswers.PublicKey(message.Response, target);
    }

    /// <summary>One private-key operation. It waits for the budget.</summary>
    /// <param name="key">Name and version.</param>
    /// <param name="operation">Name as in the address.</param>
    /// <param name="algorithm">As the vault names it.</param>
    /// <param name="value">Digest or ciphertext.</param>
    /// <param name="who">For whom.</param>
    /// <param name="cancellationToken">Cancels the wait and the call.</param>
    /// <exception cref="ActivityException">Transient, Configuration or Unreadable.</exception>
    public async Task<byte[]> RunAsync(
        KeyReference key, string operation, string algorithm, ReadOnlyMemory<byte> value, SigningClass who, CancellationToken cancellationToken)
    {
        var target = new VaultObject(vault.Address, "key", key.Name, key.Version, operation);
        using var message = Message(RequestMethod.Post, target);
        var body = new KeyOperationBody(algorithm, Base64Url.EncodeToString(value.Span));
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(body, VaultJson.Default.KeyOperationBody));
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        message.SetProperty(typeof(PrivateKeyOperation), new PrivateKeyOperation(operation, who));
        await SendAsync(message, target, cancellationToken);
        return KeyAnswers.Value(message.Response, target);
    }

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
        try
        {
            await vault.Keys.SendAsync(message, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && VaultFaults.FromException(target, error) is { } fault)
        {
            throw ReferenceEquals(fault, error) ? error : fault;
        }

        if (message.Response.Status != 200)
        {
            throw VaultFaults.FromAnswer(target, message.Response.Status, VaultErrorCode.Read(message.Response.Content), message.Response.Headers.RequestId);
        }
    }
}
