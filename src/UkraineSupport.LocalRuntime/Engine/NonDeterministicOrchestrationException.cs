namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>
/// An orchestrator took other steps than those recorded, or ran code outside its turn. The message names the step.
/// </summary>
public sealed class NonDeterministicOrchestrationException : Exception
{
    /// <summary>Without a message.</summary>
    public NonDeterministicOrchestrationException() { }

    /// <summary>With a message that names the step.</summary>
    public NonDeterministicOrchestrationException(string message)
        : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public NonDeterministicOrchestrationException(string message, Exception innerException)
        : base(message, innerException) { }
}
