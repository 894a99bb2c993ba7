namespace OnboardingFlow.Engine.Storage;

/// <summary>One change of the file.</summary>
internal abstract record Write
{
    private Write()
    {
    }

    public sealed record InsertInstance(InstanceRow Row) : Write;

    public sealed record UpdateInstance(InstanceRow Row) : Write;

    /// <summary>As <see cref="UpdateInstance"/>, where no more changed than <see cref="InstanceRow.OnlyProgressedFrom"/> says.</summary>
    public sealed record UpdateProgress(InstanceRow Row) : Write;

    /// <summary>Adds a turn to the history of the row's current execution.</summary>
    public sealed record AppendTurn(long Key, int Run, int Execution, int Turn, byte[] Record) : Write;

    /// <summary>Removes the history of an execution that continued as new.</summary>
    public sealed record DropExecution(long Key, int Run, int Execution) : Write;

    /// <summary>Removes an instance with the history of all its runs.</summary>
    public sealed record PurgeInstance(long Key) : Write;
}
