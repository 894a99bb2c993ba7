namespace OnboardingFlow.Core.Requests;

/// <summary>What came of reading a request. Exactly one of <see cref="Request"/>, <see cref="SealedData"/> and a non-empty <see cref="Errors"/> is there.</summary>
public sealed record RequestReading
{
    /// <summary>The request, read and valid.</summary>
    public OnboardingRequest? Request { get; init; }

    /// <summary>The envelope of a request that its sender sealed: open it (<see cref="Sealing.Sealer.OpenSenderRequestAsync"/>), then <see cref="RequestReader.ReadOpened"/>.</summary>
    public string? SealedData { get; init; }

    /// <summary>The CloudEvents envelope's metadata; null for the bare form, and when they are wrong.</summary>
    public CloudEventMetadata? CloudEvent { get; init; }

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
