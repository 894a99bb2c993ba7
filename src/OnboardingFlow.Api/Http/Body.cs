using Microsoft.AspNetCore.Http;

namespace OnboardingFlow.Api.Http;

/// <summary>A request's body, or the refusal to answer in its place.</summary>
/// <param name="Bytes">What was sent.</param>
/// <param name="Refusal">Null when the body was read.</param>
internal readonly record struct Body(ReadOnlyMemory<byte> Bytes, IResult? Refusal);
