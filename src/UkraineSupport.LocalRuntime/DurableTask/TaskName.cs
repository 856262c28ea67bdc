namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>The name of an orchestrator or activity. Compared without regard to case, as function names are.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>Wraps a name; null gives the default value.</summary>
    public TaskName(string name) => Name = name;

    /// <summary>The name itself; null only in the default value.</summary>
    public string Name { get; }

    /// <summary>The bare name.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>
    /// A name from a string, so that <c>nameof(X)</c> can be passed; null or empty gives the default value.
    /// </summary>
    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new(value);

    /// <summary>Equality without regard to case.</summary>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <summary>Inequality without regard to case.</summary>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
