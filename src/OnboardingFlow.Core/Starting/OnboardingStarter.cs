using System.Diagnostics;
using System.Text.Json;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Starting;

/// <summary>Starts onboardings, for every way in. Starting the same one again changes nothing and says so.</summary>
public sealed class OnboardingStarter
{
    // Another start may win between our look and our start, and its run may end: each round sees a newer state.
    private const int MaxRounds = 5;

    private static readonly TimeSpan _confirmationLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _confirmedWithin = TimeSpan.FromSeconds(5);

    private readonly IEngineClient _engine;
    private readonly IOnboardingIndex _index;
    private readonly Sealer _sealer;
    private readonly Fingerprints _fingerprints;
    private readonly RunSettingsFactory _settings;
    private readonly TimeProvider _time;
    private readonly Func<Guid> _newNonce;

    internal OnboardingStarter(
        IEngineClient engine, IOnboardingIndex index, Sealer sealer, Fingerprints fingerprints, RunSettingsFactory settings, TimeProvider time, Func<Guid> newNonce)
    {
        _engine = engine;
        _index = index;
        _sealer = sealer;
        _fingerprints = fingerprints;
        _settings = settings;
        _time = time;
        _newNonce = newNonce;
    }

    /// <summary>Starts a run, or says why not. Durable when it returns. The run belongs to the trace of whoever calls (<see cref="StartTrace"/>).</summary>
    /// <exception cref="ActivityException">Key Vault or the store can't be had now; nothing was started, or the same wish will find it started.</exception>
    public async Task<StartAnswer> StartAsync(IncomingRequest incoming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        var user = incoming.Request.Presign.FacepayUser;
        var id = InstanceIds.For(user.OrganizationId, user.OutUserId);
        for (var round = 1; round <= MaxRounds; round++)
        {
            var current = await _engine.GetAsync(id, cancellationToken);
            IReadOnlyList<string> seen = [];
            if (current is not null)
            {
                var known = OnboardingInstance.InputOf(current).RequestIds;
                seen = RequestIds.Merge(known, await _index.SeenRequestsAsync(id, cancellationToken), null);
                var verdict = await DecideAsync(current, incoming, seen, cancellationToken);
                if (verdict != StartVerdict.Started)
                {
                    await RememberAsync(id, incoming, verdict, cancellationToken);
                    return new StartAnswer(verdict, id, true);
                }
            }

            if (await TryStartAsync(id, current, seen, incoming, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        throw new ActivityException(ErrorTypes.Transient, $"{id} is being started and ended by others at this moment; try again.");
    }

    private async Task<StartVerdict> DecideAsync(
        InstanceSnapshot current, IncomingRequest incoming, IReadOnlyList<string> seenIds, CancellationToken cancellationToken)
    {
        var sameData = await _fingerprints.MatchesAsync(
            incoming.Request, OnboardingInstance.InputOf(current).Fingerprint, cancellationToken);
        bool? seen = incoming.RequestId is { } requestId ? seenIds.Contains(RequestIds.Hash(requestId), StringComparer.Ordinal) : null;
        return StartRule.Decide(OnboardingInstance.OutcomeOf(current), sameData, seen, incoming.Request.Options.Restart);
    }

    /// <summary>A wish that joined a run must not start another one when it comes again late.</summary>
    private async Task RememberAsync(string id, IncomingRequest incoming, StartVerdict verdict, CancellationToken cancellationToken)
    {
        if (verdict is StartVerdict.AlreadyRunning or StartVerdict.SameAsEnded && incoming.RequestId is { } requestId)
        {
            await _index.RememberRequestAsync(id, RequestIds.Hash(requestId), cancellationToken);
        }
    }

    /// <summary>Null when another start won.</summary>
    private async Task<StartAnswer?> TryStartAsync(
        string id, InstanceSnapshot? current, IReadOnlyList<string> seen, IncomingRequest incoming, CancellationToken cancellationToken)
    {
        var request = incoming.Request;
        var fingerprint = await _fingerprints.ComputeAsync(request, cancellationToken);
        var sealedRequest = await _sealer.SealNewAsync(id, SealPurposes.Request, RequestJson.Serialize(request), cancellationToken);
        var input = new OnboardingInput(
            current is null ? 1 : OnboardingInstance.InputOf(current).Run + 1,
            _newNonce().ToString("N"),
            fingerprint,
            request.Presign.FacepayUser.OrganizationId,
            request.Presign.FacepayUser.OutUserId,
            sealedRequest.Envelope,
            _time.GetUtcNow(),
            _settings.For(request.Options))
        {
            RequestIds = RequestIds.Merge(seen, [], incoming.RequestId is { } requestId ? RequestIds.Hash(requestId) : null),
            BankType = request.Presign.LimitBankCard?.BankType,
            TraceParent = Activity.Current?.Id,
            TraceState = Activity.Current?.TraceStateString,
        };
        var start = new StartInstance(WorkflowNames.Onboarding, id, JsonSerializer.Serialize(input, WorkflowJson.Default.OnboardingInput))
        {
            ReplacesEndedOf = current?.CreatedAt,
        };

        // When this throws, the run may have been started: its data key must stay. One that nothing names is erased with the instance.
        var answer = await _engine.StartAsync(start, cancellationToken) switch
        {
            StartResult.Started => new StartAnswer(StartVerdict.Started, id, true),
            StartResult.Submitted => await ConfirmAsync(id, input, cancellationToken),
            _ => null,
        };
        if (answer is null)
        {
            await _sealer.EraseAsync(sealedRequest.KeyId, cancellationToken);
        }

        return answer;
    }

    /// <summary>On Durable Task two starts may both be taken: the nonce that the running instance shows says whose run it is.</summary>
    private async Task<StartAnswer?> ConfirmAsync(string id, OnboardingInput input, CancellationToken cancellationToken)
    {
        var until = _time.GetUtcNow() + _confirmedWithin;
        while (_time.GetUtcNow() < until)
        {
            var shown = await _engine.GetAsync(id, cancellationToken);
            if (shown is { CustomStatus: not null } && OnboardingInstance.StatusOf(shown) is { } status && status.Run >= input.Run)
            {
                return status.Nonce == input.Nonce ? new StartAnswer(StartVerdict.Started, id, true) : null;
            }

            await Task.Delay(_confirmationLooks, _time, cancellationToken);
        }

        return new StartAnswer(StartVerdict.Started, id, false);
    }
}
