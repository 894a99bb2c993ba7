namespace OnboardingFlow.Core.Requests;

/// <summary>Kind of person. On the wire: STUDENT, STAFF (read also as STUFF, which one document spells).</summary>
public enum UserType
{
    /// <summary>STUDENT.</summary>
    Student,

    /// <summary>STAFF.</summary>
    Staff,
}
