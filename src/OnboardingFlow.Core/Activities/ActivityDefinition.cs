using System.Text.Json.Serialization.Metadata;

namespace OnboardingFlow.Core.Activities;

/// <summary>An activity's name and the types that history holds of it.</summary>
/// <typeparam name="TInput">What it is given.</typeparam>
/// <typeparam name="TOutput">What it answers.</typeparam>
/// <param name="Name">Name in histories: never changes.</param>
/// <param name="Input">How the input is written.</param>
/// <param name="Output">How the answer is written.</param>
public sealed record ActivityDefinition<TInput, TOutput>(string Name, JsonTypeInfo<TInput> Input, JsonTypeInfo<TOutput> Output);
