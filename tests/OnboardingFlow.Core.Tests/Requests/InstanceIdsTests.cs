using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Tests.Requests;

public sealed class InstanceIdsTests
{
    // Computed by Python's hashlib and base64. Frozen: hosts, command line and callers compute the same.
    [Theory]
    [InlineData("O1", "u1", "ob-h4aa34xwpjz7axuzrjtmuvxtts")]
    [InlineData("O20240001", "学号-001", "ob-mmunbbunvaw3sqlmdxyutupg4l")]
    public void An_instance_id_is_what_another_implementation_computes(string organizationId, string outUserId, string id) =>
        Assert.Equal(id, InstanceIds.For(organizationId, outUserId));

    [Fact]
    public void Organization_and_person_are_kept_apart() => Assert.NotEqual(InstanceIds.For("O1", "2"), InstanceIds.For("O12", ""));
}
