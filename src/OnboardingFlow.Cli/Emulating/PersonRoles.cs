namespace OnboardingFlow.Cli.Emulating;

/// <summary>Who plays what: of each hundred the same number, spread evenly.</summary>
internal static class PersonRoles
{
    private static readonly PersonRole[] Hundred =
    [
        .. Enumerable.Repeat(PersonRole.Signs, 60),
        .. Enumerable.Repeat(PersonRole.Waits, 18),
        .. Enumerable.Repeat(PersonRole.Refuses, 4),
        .. Enumerable.Repeat(PersonRole.SignsAndTerminates, 3),
        .. Enumerable.Repeat(PersonRole.WrongOrganization, 5),
        .. Enumerable.Repeat(PersonRole.IsCancelled, 4),
        .. Enumerable.Repeat(PersonRole.NeedsAttention, 4),
        .. Enumerable.Repeat(PersonRole.Poison, 2),
    ];

    /// <summary>The role of a person by number; 37 has no factor in common with 100, so a hundred persons play all of it.</summary>
    public static PersonRole Of(int number) => Hundred[number * 37 % Hundred.Length];
}
