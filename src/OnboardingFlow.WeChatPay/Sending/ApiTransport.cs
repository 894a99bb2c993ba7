using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Settings;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>Makes calls: at most three attempts, each signed anew, over two hosts, within the time of a call. What comes back was verified.</summary>
internal sealed class ApiTransport
{
    private const int Repeats = 2;

    private readonly AttemptSender _sender;
    private readonly ApiHosts _hosts;
    private readonly LiveSettings _settings;
    private readonly ILogger<ApiTransport> _logger;
    private readonly ResiliencePipeline<Attempt> _pipeline;

    public ApiTransport(AttemptSender sender, ApiHosts hosts, LiveSettings settings, TimeProvider time, ILogger<ApiTransport> logger)
    {
        _sender = sender;
        _hosts = hosts;
        _settings = settings;
        _logger = logger;
        _pipeline = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = _ => ValueTask.FromResult(settings.Current.CallTimeout) })
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = Repeats,
                ShouldHandle = static a => ValueTask.FromResult(
                    a.Outcome.Result is { } attempt && a.Context.Properties.TryGetValue(Call.Key, out var call) && attempt.MayRepeat(call.Request.Effect)),
                DelayGenerator = a => ValueTask.FromResult<TimeSpan?>(
                    a.Outcome.Result!.RetryAfter ?? Jittered(settings.Current.RetryDelay * (1 << a.AttemptNumber))),
            })
            .Build();
    }

    /// <summary>Makes a call.</summary>
    /// <returns>A verified answer: a success, or an error with its <see cref="ApiAnswer.Problem"/> (refused or not found).</returns>
    /// <exception cref="ActivityException">
    /// <see cref="ErrorTypes.Transient"/>, <see cref="ErrorTypes.ResultUnknown"/> (only for <see cref="Effect.AskFirst"/>) or <see cref="ErrorTypes.Configuration"/>.
    /// </exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var attempt = await TryAsync(request, cancellationToken).ConfigureAwait(false);
        return attempt.Answer ?? throw Fault(request, attempt);
    }

    /// <summary>The same for who wants to look at what went wrong: the last attempt as it ended.</summary>
    /// <exception cref="ActivityException">The vault can't sign.</exception>
    public async Task<Attempt> TryAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var call = new Call(request, _settings.Current);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Call.Key, call);
        try
        {
            return await _pipeline.ExecuteAsync(static (c, s) => s.Self.AttemptAsync(s.Call, c.CancellationToken), context, (Self: this, Call: call))
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            return new Attempt(call.InFlight ? AttemptEnd.Lost : AttemptEnd.NotSent, $"no answer within {e.Timeout}");
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static TimeSpan Jittered(TimeSpan delay) => delay * (0.5 + Random.Shared.NextDouble());

    private async ValueTask<Attempt> AttemptAsync(Call call, CancellationToken cancellationToken)
    {
        var host = _hosts.Next(call.Failed);
        if (host is null)
        {
            // Longer than any wait in here: the workflow comes back.
            return new Attempt(AttemptEnd.NotSent, "both hosts failed lately and are left alone for some seconds", RetryAfter: TimeSpan.MaxValue);
        }

        var attempt = await _sender.SendAsync(host, call, cancellationToken).ConfigureAwait(false);
        call.Failed = attempt.OtherHost ? host : null;
        if (attempt.End != AttemptEnd.Answered)
        {
            Log.AttemptFailed(_logger, call.Request.Method.Method, host.Name, attempt.End, attempt.Reason);
        }

        return attempt;
    }

    private static ActivityException Fault(ApiRequest request, Attempt attempt) => new(
        attempt.End switch
        {
            AttemptEnd.Misconfigured => ErrorTypes.Configuration,
            AttemptEnd.Lost when request.Effect == Effect.AskFirst => ErrorTypes.ResultUnknown,
            _ => ErrorTypes.Transient,
        },
        $"WeChat Pay {request.Method.Method}: {attempt.Reason}{(attempt is { End: AttemptEnd.Misconfigured, Problem: { } problem } ? ". " + ConfigurationFix.For(problem.Code) : "")}");
}
