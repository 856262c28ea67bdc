namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>An instance of the same id exists in a status that forbids a new start.</summary>
public class OrchestrationAlreadyExistsException : Exception
{
    /// <summary>Without a message.</summary>
    public OrchestrationAlreadyExistsException() { }

    /// <summary>With a message that names the instance.</summary>
    public OrchestrationAlreadyExistsException(string message)
        : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException) { }
}
