namespace OnboardingFlow.Api.Auditing;

/// <summary>Where it is kept who operated on what, and when. Holds no personal data: no free text, no key, nothing that a caller typed and nobody checked.</summary>
public interface IAuditTrail
{
    /// <summary>Notes that something is about to be done; durable when it returns, so that nothing is done unnoted.</summary>
    /// <returns>The entry's number.</returns>
    Task<long> BeginAsync(AuditOrder order, CancellationToken cancellationToken);

    /// <summary>Adds to an entry how it went. An entry without it was broken off: nobody knows how far it came.</summary>
    Task EndAsync(long number, AuditResult result, CancellationToken cancellationToken);
}
