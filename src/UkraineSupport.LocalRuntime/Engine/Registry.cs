using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>Orchestrators and activities by name, without regard to case.</summary>
internal sealed class Registry
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly Dictionary<string, RegisteredActivity> _activities = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(run);
        if (!_orchestrators.TryAdd(name, run))
            throw new ArgumentException($"An orchestrator named '{name}' is registered already.", nameof(name));
    }

    public void Add(string name, RegisteredActivity activity)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_activities.TryAdd(name, activity))
            throw new ArgumentException($"An activity named '{name}' is registered already.", nameof(name));
    }

    public Func<TaskOrchestrationContext, Task<object?>>? FindOrchestrator(string name) =>
        _orchestrators.GetValueOrDefault(name);

    public RegisteredActivity? FindActivity(string name) => _activities.GetValueOrDefault(name);
}

internal sealed record RegisteredActivity(Type InputType, Func<ActivityInvocation, Task<object?>> Run);
