namespace OnboardingFlow.Core.Sealing;

/// <summary>Who keeps the data key of an envelope. The numbers are part of the format.</summary>
internal enum EnvelopeKind : byte
{
    /// <summary>The envelope names a key in the data key store; erasing that key makes it unreadable.</summary>
    Keyed = 1,

    /// <summary>The envelope carries its key, wrapped by the sealing key.</summary>
    SelfContained = 2,
}
