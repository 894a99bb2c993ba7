namespace Microsoft.DurableTask;

public readonly struct TaskVersion(string version) : IEquatable<TaskVersion>
{
    public string Version { get; } = version;

    public static implicit operator TaskVersion(string value) => new(value);

    public static bool operator ==(TaskVersion left, TaskVersion right) => left.Equals(right);

    public static bool operator !=(TaskVersion left, TaskVersion right) => !left.Equals(right);

    public bool Equals(TaskVersion other) => string.Equals(Version, other.Version, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version ?? "");
}
