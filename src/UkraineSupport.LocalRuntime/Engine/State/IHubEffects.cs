using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.State;

/// <summary>
/// What follows outside the state when a record is applied. Recovery has its own way and ignores them.
/// </summary>
internal interface IHubEffects
{
    /// <summary>The instance has something new to take a turn for.</summary>
    void Arrived(Instance instance);

    /// <summary>A step of an execution has been recorded and waits for its answer.</summary>
    void Scheduled(Instance instance, Guid execution, Step step);

    /// <summary>The instance's metadata has changed.</summary>
    void Changed(Instance instance);

    /// <summary>The instance began anew and left blobs of its earlier history behind.</summary>
    void Littered(string instanceId);

    /// <summary>An arrival found nobody to take it.</summary>
    void Dropped(string instanceId, Arrival arrival);
}

/// <summary>For recovery: state only.</summary>
internal sealed class NoEffects : IHubEffects
{
    public static readonly NoEffects Instance = new();

    public void Arrived(Instance instance) { }

    public void Scheduled(Instance instance, Guid execution, Step step) { }

    public void Changed(Instance instance) { }

    public void Littered(string instanceId) { }

    public void Dropped(string instanceId, Arrival arrival) { }
}
