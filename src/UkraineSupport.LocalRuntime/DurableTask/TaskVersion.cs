namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>A version tag of an orchestration or activity; null and empty both mean "unversioned".</summary>
public readonly struct TaskVersion : IEquatable<TaskVersion>
{
    /// <summary>No version.</summary>
    public static readonly TaskVersion Unversioned;

    private readonly string? _value;

    /// <summary>Wraps a version tag.</summary>
    /// <exception cref="ArgumentException">The tag is white space only, which is never meant.</exception>
    public TaskVersion(string? version)
    {
        if (version is { Length: > 0 } && string.IsNullOrWhiteSpace(version))
            throw new ArgumentException(
                "A version must not be white space only; pass null for no version.",
                nameof(version)
            );
        _value = version;
    }

    /// <summary>The tag, empty when unversioned.</summary>
    public string Version => _value ?? string.Empty;

    /// <summary>The bare tag.</summary>
    public static implicit operator string(TaskVersion value) => value.Version;

    /// <summary>A version from a string.</summary>
    public static implicit operator TaskVersion(string? value) => new(value);

    /// <summary>Equality without regard to case.</summary>
    public static bool operator ==(TaskVersion a, TaskVersion b) => a.Equals(b);

    /// <summary>Inequality without regard to case.</summary>
    public static bool operator !=(TaskVersion a, TaskVersion b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskVersion other) => string.Equals(Version, other.Version, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version);

    /// <summary>Orders two tags: unversioned first, then as dotted numbers where both are, else as text.</summary>
    internal static int Compare(string? left, string? right)
    {
        var (noLeft, noRight) = (string.IsNullOrWhiteSpace(left), string.IsNullOrWhiteSpace(right));
        if (noLeft || noRight)
            return noRight.CompareTo(noLeft);
        return System.Version.TryParse(left, out var a) && System.Version.TryParse(right, out var b)
            ? a.CompareTo(b)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
