namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>
/// Sends what the function returns to a storage queue: a string as it is, other types as JSON, each element of an
/// array or list as a message of its own, nothing for null.
/// </summary>
/// <param name="queueName">The queue, or <c>%Setting%</c> for the setting that names it; made when it isn't
/// there.</param>
public sealed class QueueOutputAttribute(string queueName) : OutputBindingAttribute
{
    /// <summary>The queue's name as written in the attribute.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting with the connection string; <c>AzureWebJobsStorage</c> when not given.</summary>
    public string? Connection { get; set; }
}
