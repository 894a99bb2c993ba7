using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Tests.Requests;

internal static class Readers
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public static RequestValidator Validator(OnboardingSettings? settings = null) =>
        new(new FakeTimeProvider(Now), Options.Create(settings ?? new OnboardingSettings()));

    public static RequestReader Reader(OnboardingSettings? settings = null) => new(Validator(settings));
}
