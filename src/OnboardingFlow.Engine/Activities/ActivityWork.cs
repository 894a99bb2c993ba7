using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Observability;

namespace OnboardingFlow.Engine.Activities;

/// <summary>An attempt of an activity call, handed to the pool.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Name">Name of the activity.</param>
/// <param name="Input">Its input.</param>
/// <param name="Attempt">Attempt, from 1.</param>
/// <param name="Context">What the activity is told.</param>
/// <param name="RunId">The run that called.</param>
/// <param name="Caller">Trace context of whoever started the run, or null.</param>
/// <param name="HandedOut">Time stamp of the handing out, real time.</param>
internal sealed record ActivityWork(
    ActivityCall Call, string Name, string? Input, int Attempt, ActivityContext Context, Guid RunId, CallerTrace? Caller, long HandedOut);
