namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>Another live process owns the task hub.</summary>
public sealed class TaskHubInUseException : Exception
{
    /// <summary>Without a message.</summary>
    public TaskHubInUseException() { }

    /// <summary>With a message that names hub and owner.</summary>
    public TaskHubInUseException(string message)
        : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public TaskHubInUseException(string message, Exception innerException)
        : base(message, innerException) { }
}
