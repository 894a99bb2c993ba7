using System.Collections.Concurrent;
using System.Text;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>
/// Gives out live presign tokens. A token lives about five minutes, so a late signer's is asked for anew: an event wakes the run, and this waits until the
/// run shows the new token. So is the token of somebody who was given one and comes back: WeChat Pay doesn't say how long a token lives or whether it was
/// used, and who asks again was most likely told by the mini-program that it is out of date.
/// </summary>
public sealed class PresignTokens(OnboardingReader reader, IEngineClient engine, Sealer sealer, TimeProvider time)
{
    /// <summary>A token with less life than this isn't given out: the person couldn't use it.</summary>
    public static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for a fresh token.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Most tokens remembered as given out. Beyond it all are forgotten: such a token is given out once more.</summary>
    private const int MaxGiven = 10_000;

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(500);

    /// <summary>By instance id: callers that come while a fresh token is being waited for share the wait, so that no event is raised twice for one token.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<PresignTokenAnswer>>> _waits = new(StringComparer.Ordinal);

    /// <summary>By instance id: the token that was given out, by its envelope, and when first.</summary>
    private readonly ConcurrentDictionary<string, (string Envelope, DateTimeOffset At)> _given = new(StringComparer.Ordinal);

    /// <summary>A live token of the onboarding, or why there is none.</summary>
    public async Task<PresignTokenAnswer> GetAsync(string id, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (Refusal(state) is { } refusal)
        {
            return refusal;
        }

        if (state!.Status.Token is { } token && IsLive(token) && !WasGiven(id, token))
        {
            return await IssueAsync(state, token, cancellationToken);
        }

        var wait = _waits.GetOrAdd(id, _ => new Lazy<Task<PresignTokenAnswer>>(() => WaitForFreshAsync(state)));
        return await wait.Value.WaitAsync(cancellationToken);
    }

    private static PresignTokenAnswer? Refusal(OnboardingState? state) => state switch
    {
        null => new PresignTokenAnswer(PresignTokenVerdict.NotFound),
        { Outcome: { } outcome } => new PresignTokenAnswer(PresignTokenVerdict.Ended) { Message = $"The onboarding has ended ({outcome.Kind})." },
        { Status.Ending: true } => Ending,
        { Status.Step: OnboardingStep.VerifyingContract or OnboardingStep.Completing } => Ending,
        { Snapshot.Status: RuntimeStatus.Suspended } => NotYet("The onboarding is suspended.", 60),
        { Status.Step: OnboardingStep.NeedsAttention } => NotYet("The onboarding waits for an operator.", 60),
        { Status.Step: OnboardingStep.AwaitingReview } => NotYet("The onboarding waits for a review.", 60),
        { Status: { Step: not OnboardingStep.AwaitingContract, Token: null } } => NotYet("There is no token yet.", 1),
        _ => null,
    };

    private static PresignTokenAnswer Ending { get; } =
        new(PresignTokenVerdict.Ending) { Message = "The wait for the signature is being closed: no token is given out any more." };

    private static PresignTokenAnswer NotYet(string message, int retryAfterSeconds) =>
        new(PresignTokenVerdict.NotYet) { Message = message, RetryAfter = TimeSpan.FromSeconds(retryAfterSeconds) };

    private bool IsLive(IssuedToken token) => token.ExpiresAt - time.GetUtcNow() > LeastLife;

    private bool WasGiven(string id, IssuedToken token) =>
        _given.TryGetValue(id, out var given) && given.Envelope == token.Sealed && time.GetUtcNow() - given.At >= IssuedToken.SameFor;

    private void Remember(string id, IssuedToken token)
    {
        if (_given.TryGetValue(id, out var given) && given.Envelope == token.Sealed)
        {
            return;
        }

        if (_given.Count >= MaxGiven)
        {
            _given.Clear();
        }

        _given[id] = (token.Sealed, time.GetUtcNow());
    }

    private async Task<PresignTokenAnswer> WaitForFreshAsync(OnboardingState asked)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            return await RaiseAndLookAsync(asked, patience.Token);
        }
        catch (OperationCanceledException) when (asked.Status.Token is { } token && IsLive(token))
        {
            return await IssueAsync(asked, token, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            return NotYet("A fresh token was asked for, but isn't there yet.", 2);
        }
        finally
        {
            _waits.TryRemove(asked.Id, out _);
        }
    }

    private async Task<PresignTokenAnswer> RaiseAndLookAsync(OnboardingState asked, CancellationToken cancellationToken)
    {
        var before = asked.Status.Token?.Number ?? 0;
        await engine.RaiseEventAsync(asked.Id, ExternalEvents.TokenRequested, null, cancellationToken);
        for (var pause = FirstLook; ; pause = pause * 2 < LongestLook ? pause * 2 : LongestLook)
        {
            var state = await reader.FindAsync(asked.Id, cancellationToken);
            if (Refusal(state) is { } refusal)
            {
                return refusal;
            }

            if (state!.Status.Token is { } token && (token.Number > before || state.Status.Run > asked.Status.Run) && IsLive(token))
            {
                return await IssueAsync(state, token, cancellationToken);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task<PresignTokenAnswer> IssueAsync(OnboardingState state, IssuedToken token, CancellationToken cancellationToken)
    {
        var clear = await sealer.OpenAsync(token.Sealed, state.Id, SealPurposes.PresignToken, cancellationToken);
        var request = await sealer.OpenAsync(state.Input.SealedRequest, state.Id, SealPurposes.Request, cancellationToken);
        Remember(state.Id, token);
        return new PresignTokenAnswer(PresignTokenVerdict.Issued)
        {
            Token = new Sensitive(Encoding.UTF8.GetString(clear)),
            ExpiresAt = token.ExpiresAt,
            Request = RequestJson.Deserialize(request),
        };
    }
}
