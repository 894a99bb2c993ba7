using System.Collections.Concurrent;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Tests.Workflow;

/// <summary>WeChat Pay in memory: one organization, persons who sign when the test says so, faults in the order in which the test queues them.</summary>
internal sealed class FakeWeChatPay(TimeProvider time) : IWeChatPay, ISigningBudget
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Exception>> _faults = new();
    private int _contracts;

    public string MchId => "1900000001";

    public double Stretch { get; set; } = 1;

    /// <summary>How far each poll that came had been put off.</summary>
    public ConcurrentQueue<double> Polled { get; } = new();

    public Organization? Organization { get; set; } = new("O1", "第一中学");

    public FaceUser? User { get; set; }

    public FaceContract? Contract { get; set; }

    public BusinessRefusal? PresignRefusal { get; set; }

    public BusinessRefusal? TerminateRefusal { get; set; }

    public RepaymentResult Repayment { get; set; } = RepaymentResult.NoDebt;

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    public ConcurrentQueue<(string Call, DateTimeOffset At)> Calls { get; } = new();

    /// <summary>What happens in the outside world just before a call of that name is answered, once.</summary>
    public ConcurrentDictionary<string, Action> Before { get; } = new();

    /// <summary>Runs after an effect and before the answer: a fault thrown here leaves the caller not knowing.</summary>
    public Action? AfterTerminate { get; set; }

    public void CountPoll(string organizationId, double stretchedBy) => Polled.Enqueue(stretchedBy);

    public double PollStretch(string organizationId) => Stretch;

    public int Count(string call) => Calls.Count(seen => seen.Call == call);

    public void Fail(string call, string errorType, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _faults.GetOrAdd(call, _ => new()).Enqueue(new ActivityException(errorType, $"{call} fails by the test's wish"));
        }
    }

    /// <summary>The person signs now.</summary>
    public string Sign(ContractMode mode = ContractMode.LimitNone, string organizationId = "O1", string mchId = "1900000001")
    {
        var id = $"C{Interlocked.Increment(ref _contracts)}";
        User = (User ?? new FaceUser("U1", true, ContractState.NotContracted, null)) with { ContractState = ContractState.Contracted, ContractId = id };
        Contract = new FaceContract(id, mchId, organizationId, "U1", ContractState.Contracted, time.GetUtcNow(), null, mode);
        return id;
    }

    /// <summary>The person ends the contract in WeChat.</summary>
    public void TerminateByPerson()
    {
        User = User! with { ContractState = ContractState.Terminated };
        Contract = Contract! with { State = ContractState.Terminated, TerminatedAt = time.GetUtcNow() };
    }

    public Task<Organization?> FindOrganizationAsync(string organizationId, SigningUrgency urgency, CancellationToken cancellationToken)
    {
        Called("organization");
        return Task.FromResult(Organization);
    }

    public Task<FaceUser?> FindUserAsync(string organizationId, string outUserId, SigningUrgency urgency, CancellationToken cancellationToken)
    {
        Called("user");
        return Task.FromResult(User);
    }

    public Task<PresignResult> PresignAsync(PresignBody body, CancellationToken cancellationToken)
    {
        Called("presign");
        return Task.FromResult(PresignRefusal is { } refusal
            ? new PresignResult(null, null, refusal)
            : new PresignResult(new Sensitive($"token-{Count("presign")}"), time.GetUtcNow() + TokenLifetime, null));
    }

    public Task<FaceContract?> FindContractAsync(
        string organizationId, string contractId, string? appId, SigningUrgency urgency, CancellationToken cancellationToken)
    {
        Called("contract");
        return Task.FromResult(Contract);
    }

    public Task<TerminateResult> TerminateContractAsync(string organizationId, string userId, CancellationToken cancellationToken)
    {
        Called("terminate");
        if (TerminateRefusal is { } refusal)
        {
            return Task.FromResult(new TerminateResult(refusal));
        }

        TerminateByPerson();
        AfterTerminate?.Invoke();
        return Task.FromResult(TerminateResult.Done);
    }

    public Task<RepaymentResult> CreateRepaymentLinkAsync(string organizationId, string outUserId, CancellationToken cancellationToken)
    {
        Called("repayment");
        return Task.FromResult(Repayment);
    }

    private void Called(string call)
    {
        Calls.Enqueue((call, time.GetUtcNow()));
        if (Before.TryRemove(call, out var happens))
        {
            happens();
        }

        if (_faults.TryGetValue(call, out var faults) && faults.TryDequeue(out var fault))
        {
            throw fault;
        }
    }
}
