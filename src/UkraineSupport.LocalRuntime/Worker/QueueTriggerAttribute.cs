namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Runs the function for each message of a storage queue, at least once a message.</summary>
/// <param name="queueName">The queue, or <c>%Setting%</c> for the setting that names it.</param>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The queue's name as written in the attribute.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting with the connection string; <c>AzureWebJobsStorage</c> when not given.</summary>
    public string? Connection { get; set; }
}
