namespace UkraineSupport.Domain.Events;

/// <summary>
/// The name an event is stored and published under. It never changes once used: stored history is read by it.
/// </summary>
/// <param name="name">Aggregate, dot, what happened: <c>pledge.announced</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventNameAttribute(string name) : Attribute
{
    /// <summary>The stored name.</summary>
    public string Name { get; } = name;
}
