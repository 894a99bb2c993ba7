using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Functions.Tests;

public sealed class SensitiveMembersTests
{
    [Fact]
    public void No_member_keeps_a_person_s_or_a_secret_s_value_as_plain_text() => Assert.Empty(SensitiveTexts.In(typeof(global::OnboardingFlow.Functions.Orchestrators.OrchestratorFunctions).Assembly));

    [Fact]
    public void The_search_sees_a_careless_member() => Assert.Contains($"{typeof(Careless).FullName}.Phone", SensitiveTexts.In(typeof(SensitiveMembersTests).Assembly));

    private sealed record Careless(string Phone);
}
