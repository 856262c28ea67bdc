namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Marks the <c>TaskOrchestrationContext</c> parameter of an orchestrator function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The orchestrator's name; the function's name when not given, and here it must be that one.</summary>
    public string? Orchestration { get; set; }
}

/// <summary>Marks the input parameter of an activity function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The activity's name; the function's name when not given, and here it must be that one.</summary>
    public string? Activity { get; set; }
}

/// <summary>Marks a <c>DurableTaskClient</c> parameter: the way to start, query and signal orchestrations.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>
    /// Another task hub than the one of <c>host.json</c>. Not supported here: one process owns one hub.
    /// </summary>
    public string? TaskHub { get; set; }

    /// <summary>Another connection than the hub's own. Not supported here.</summary>
    public string? ConnectionName { get; set; }
}
