namespace OnboardingFlow.Api.Access;

/// <summary>One API key of <c>Http:ApiKeys</c>.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>Whose key it is; shown in logs.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key's UTF-8 bytes as 64 hexadecimal digits.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Names of roles: <c>start</c>, <c>read</c>, <c>operate</c>.</summary>
    public IList<string> Roles { get; } = [];
}
