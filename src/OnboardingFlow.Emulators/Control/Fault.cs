namespace OnboardingFlow.Emulators.Control;

/// <summary>What is to go wrong, as the control API takes it.</summary>
/// <param name="On">Kind of call, or <c>*</c>.</param>
/// <param name="Action">One of <see cref="FaultActions"/>.</param>
/// <param name="Count">How many times; 0: until the faults are deleted.</param>
/// <param name="Status">HTTP status for action <c>status</c>; default 500.</param>
/// <param name="Code">Error code for action <c>status</c>.</param>
/// <param name="DelayMs">For <c>delay</c>: the wait. For <c>throttle</c>: Retry-After.</param>
internal sealed record Fault(string On, string Action, int? Count = null, int? Status = null, string? Code = null, int? DelayMs = null)
{
    internal TimeSpan Delay => TimeSpan.FromMilliseconds(DelayMs ?? 0);

    /// <summary>Whole seconds for the Retry-After header, at least one.</summary>
    internal string RetryAfter => Math.Max(1, (int)Math.Ceiling(Delay.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
