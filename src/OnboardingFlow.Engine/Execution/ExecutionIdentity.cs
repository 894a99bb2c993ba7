using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OnboardingFlow.Engine.Execution;

/// <summary>Which execution runs. What must be unique and yet the same on each replay is derived from it.</summary>
internal sealed record ExecutionIdentity(string InstanceId, string Version, Guid RunId, int Execution)
{
    /// <summary>The same for each attempt and delivery of one activity call, and for no other call.</summary>
    public string IdempotencyKey(int taskId) => $"{InstanceId}/{RunId:N}/{Execution}/{taskId}";

    /// <summary>The GUID with that number: version 8 of RFC 9562 over a hash of the run's random id.</summary>
    public Guid NewGuid(int number)
    {
        Span<byte> seed = stackalloc byte[24];
        RunId.TryWriteBytes(seed, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], Execution);
        BinaryPrimitives.WriteInt32BigEndian(seed[20..], number);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(seed, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
