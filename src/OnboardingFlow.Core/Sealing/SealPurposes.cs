namespace OnboardingFlow.Core.Sealing;

/// <summary>What an envelope holds. The purpose is part of its associated data: an envelope of one purpose can't be passed off as one of another.</summary>
public static class SealPurposes
{
    /// <summary>An accepted request, as canonical JSON. Context: the instance id.</summary>
    public const string Request = "request";

    /// <summary>A presign token. Context: the instance id.</summary>
    public const string PresignToken = "presign-token";

    /// <summary>Body of a poison message, or of a copy that is tried again. Context: the first message's id.</summary>
    public const string MessageBody = "message-body";

    /// <summary>Data of a request that its sender sealed. Context: empty, for a sender can't know the id that the queue will give the message.</summary>
    public const string SenderRequest = "sender-request";

    /// <summary>Free text of a reviewer, caller or operator: it may name the person. Context: the instance id.</summary>
    public const string Reason = "reason";
}
