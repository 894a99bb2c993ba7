using System.Text.Json;

namespace OnboardingFlow.Functions.Activities;

/// <summary>Input of every activity function, as history holds it.</summary>
/// <param name="InstanceId">The calling instance.</param>
/// <param name="IdempotencyKey">The same for every attempt and repetition of this one call, and for no other.</param>
/// <param name="Input">The activity's own input.</param>
/// <param name="Thrown">Error types that fail the function; any other is an answer (<see cref="FailureAnswer"/>). Null: all fail it.</param>
public sealed record ActivityCall(string InstanceId, string IdempotencyKey, JsonElement? Input, IReadOnlyList<string>? Thrown = null);
