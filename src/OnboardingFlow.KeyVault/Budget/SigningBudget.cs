using System.Globalization;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Budget;

/// <summary>
/// Gives out the private-key operations that this process may ask of the vault: a token bucket of one second's worth, people before polls, organizations
/// in turn, less for a while after the vault throttles.
/// </summary>
/// <remarks>
/// The limiters of System.Threading.RateLimiting don't serve here: their queue knows no classes, their rate is fixed when they are made, and they read the
/// machine's clock, so that neither a test nor the capacity simulation could run them in virtual time.
/// </remarks>
public sealed class SigningBudget : ISigningBudget, IDisposable
{
    /// <summary>How many may wait in each class: half a minute's worth of the default budget.</summary>
    public const int QueueLimit = 10_000;

    /// <summary>The most that polls are ever stretched.</summary>
    public const double MostStretch = PollDemand.MostStretch;

    /// <summary>The longest pause that a Retry-After can ask for.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // Shares of the rate. Polls stretch beyond the first, so that the rest is there when people come, and leave the second to people and polls together;
    // they never get less than the third.
    private const double PollShare = 0.7;
    private const double UsedShare = 0.9;
    private const double LeastPollShare = 0.1;
    private const double BurstSeconds = 1;
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly FairQueue _queue = new(QueueLimit);
    private readonly ArrivalRate _asked = new(windowSeconds: 10);
    private readonly ArrivalRate _people = new(windowSeconds: 60);
    private readonly PollDemand _polls = new();
    private readonly AdaptiveRate _rate;
    private double _tokens;
    private TimeSpan _filled;
    private TimeSpan _pausedUntil;
    private bool _armed;

    /// <summary>Starts with a full bucket.</summary>
    public SigningBudget(IOptions<BudgetOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _start = time.GetTimestamp();
        ConfiguredPerSecond = options.Value.OperationsPerSecond;
        _rate = new AdaptiveRate(ConfiguredPerSecond);
        _tokens = options.Value.OperationsPerSecond * BurstSeconds;
        _timer = time.CreateTimer(static state => ((SigningBudget)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How far polls of the organization with most people waiting are stretched now: at most <see cref="MostStretch"/>.</summary>
    public double GreatestPollStretch
    {
        get
        {
            lock (_lock)
            {
                var now = Now();
                return _polls.GreatestStretch(PollCapacity(now), now);
            }
        }
    }

    /// <summary>Operations a second that are given out now.</summary>
    public double OperationsPerSecond
    {
        get
        {
            lock (_lock)
            {
                return _rate.At(Now());
            }
        }
    }

    /// <summary>Operations a second that are asked for, averaged over about ten seconds.</summary>
    public double AskedPerSecond
    {
        get
        {
            lock (_lock)
            {
                return _asked.At(Now());
            }
        }
    }

    /// <summary>Operations a second as configured: what is given out while the vault doesn't throttle.</summary>
    public double ConfiguredPerSecond { get; }

    /// <summary>How many of a class wait now.</summary>
    public int Waiting(SigningUrgency urgency)
    {
        lock (_lock)
        {
            return _queue.CountOf(urgency);
        }
    }

    /// <inheritdoc/>
    public void CountPoll(string organizationId, double stretchedBy)
    {
        ArgumentNullException.ThrowIfNull(organizationId);
        lock (_lock)
        {
            _polls.Count(organizationId, stretchedBy, Now());
        }
    }

    /// <summary>
    /// 1 while polls ask for less than 70% of the rate (less when people need more). Beyond that, the organizations that ask for more than a fair share of it are
    /// put off to that share, at most by <see cref="MostStretch"/>.
    /// </summary>
    public double PollStretch(string organizationId)
    {
        ArgumentNullException.ThrowIfNull(organizationId);
        lock (_lock)
        {
            var now = Now();
            return _polls.Stretch(organizationId, PollCapacity(now), now);
        }
    }

    /// <summary>Waits until one operation may go out.</summary>
    /// <exception cref="ActivityException"><see cref="ErrorTypes.Transient"/> when <see cref="QueueLimit"/> of the class wait already.</exception>
    public ValueTask AcquireAsync(SigningClass who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(who);
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            var now = Now();
            Fill(now);
            _asked.Count(now);
            if (who.Urgency == SigningUrgency.PersonWaiting)
            {
                _people.Count(now);
            }

            if (_queue.Count == 0 && _tokens >= 1 && now >= _pausedUntil)
            {
                _tokens--;
                return ValueTask.CompletedTask;
            }

            waiter = new Waiter(who);
            if (!_queue.TryAdd(waiter))
            {
                throw new ActivityException(ErrorTypes.Transient, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{QueueLimit} private-key operations of class {who.Urgency} wait already (Budget:OperationsPerSecond, now {_rate.At(now):0.#}): try again later"));
            }

            Arm(now);
        }

        return new ValueTask(WaitAsync(waiter, cancellationToken));
    }

    /// <summary>The vault throttled: gives out less for a while, and nothing for as long as it asked.</summary>
    /// <param name="retryAfter">What the vault asked for; zero when it didn't say.</param>
    public void Throttled(TimeSpan retryAfter)
    {
        lock (_lock)
        {
            var now = Now();
            Fill(now);
            _rate.Lower(now);
            _tokens = 0;
            _filled = now;
            var until = now + (retryAfter < LongestPause ? retryAfter : LongestPause);
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    /// <summary>Stops the timer; who waits then waits until cancelled.</summary>
    public void Dispose() => _timer.Dispose();

    private async Task WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister((state, token) => GiveUp((Waiter)state!, token), waiter))
        {
            await waiter.Granted;
        }
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_queue.Remove(waiter))
            {
                return;
            }
        }

        waiter.Cancel(cancellationToken);
    }

    private void Tick()
    {
        lock (_lock)
        {
            _armed = false;
            var now = Now();
            Fill(now);
            while (now >= _pausedUntil && _tokens >= 1 && _queue.Take() is { } waiter)
            {
                _tokens--;
                waiter.Grant();
            }

            Arm(now);
        }
    }

    private double PollCapacity(TimeSpan now)
    {
        var rate = _rate.At(now);
        return Math.Clamp((rate * UsedShare) - _people.At(now), rate * LeastPollShare, rate * PollShare);
    }

    private void Fill(TimeSpan now)
    {
        var from = _pausedUntil > _filled ? _pausedUntil : _filled;
        if (now > from)
        {
            _tokens = Math.Min(Math.Max(1, _rate.At(now) * BurstSeconds), _tokens + _rate.Between(from, now));
            _filled = now;
        }
    }

    private void Arm(TimeSpan now)
    {
        if (_armed || _queue.Count == 0)
        {
            return;
        }

        // Rounded up: a timer that fires before a whole token is there would only fire again.
        var missing = TimeSpan.FromMilliseconds(Math.Ceiling(1000 * Math.Max(0, 1 - _tokens) / _rate.At(now)));
        var due = _pausedUntil > now ? _pausedUntil - now + missing : missing;
        _armed = true;
        _timer.Change(due > ShortestTick ? due : ShortestTick, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now() => _time.GetElapsedTime(_start);
}
